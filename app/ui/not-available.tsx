import { Problem } from './problem'
import { TryAgain } from './try-again'

/**
 * A page that our side failed to make. Its actions are links, so that they work where no script runs.
 *
 * @param reference what an operator finds the failure by in the log; null where there is none
 */
export function NotAvailable({ reference }: { reference: string | null }) {
  return (
    <>
      <title>Not available · OrbitKit Billing</title>
      <Problem
        title="This page is not available right now"
        actions={
          <>
            <TryAgain />
            <a href="/" className="button button-quiet">
              Start page
            </a>
          </>
        }
      >
        <p>Something went wrong on our side. Nothing was charged or changed. Try again in a moment.</p>
        {reference && (
          <p className="text-base">
            If this keeps happening, send your administrator this reference:{' '}
            <code className="font-mono [overflow-wrap:anywhere]">{reference}</code>
          </p>
        )}
      </Problem>
    </>
  )
}
