'use client'

import { Problem } from './ui/problem'
import { TryAgain } from './ui/try-again'

/** Its actions are links, so that they work where no script runs. */
export default function ErrorPage({ error }: { error: unknown }) {
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
        <Reference error={error} />
      </Problem>
    </>
  )
}

/** Next logs the failure under this digest and keeps its message from the browser. */
function Reference({ error }: { error: unknown }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  if (!digest) return null
  return (
    <p className="text-base">
      If it lasts, give your operator this reference: <code className="font-mono">{digest}</code>
    </p>
  )
}
