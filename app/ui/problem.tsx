import type { ReactNode } from 'react'

/** A page that cannot be shown: what happened, what to do next, and where to go. */
export function Problem({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions: ReactNode
}) {
  return (
    <div className="mx-auto max-w-xl px-5 py-16 sm:py-24">
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">{title}</h1>
      <div className="mt-4 grid gap-3 text-ink-soft text-lg leading-relaxed">{children}</div>
      <p className="mt-8 flex flex-wrap gap-3">{actions}</p>
    </div>
  )
}

/**
 * Replaces a page that failed on our side. Its actions are links, which need no script.
 *
 * @param reference finds the failure in the log
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

/** Reloads the page without JavaScript: an empty URL means the current one, with its query. */
export function TryAgain() {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it links to this page
    <a href="" className="button button-primary">
      Try again
    </a>
  )
}
