'use client'

import { useEffect, useState } from 'react'

/** How long the button shows the outcome, in milliseconds. */
const OUTCOME_SHOWN_MS = 2_500

/** Copies `text`. Hidden without JavaScript. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)

  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), OUTCOME_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    // The clipboard is absent on plain HTTP and may be denied by the browser.
    setOutcome(
      (await navigator.clipboard?.writeText(text).then(
        () => 'copied' as const,
        () => 'failed' as const,
      )) ?? 'failed',
    )
  }

  return (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={`Copy ${label}`}
        className="needs-script min-h-9 cursor-pointer rounded-md px-2.5 py-1 text-night-soft text-sm outline-offset-0 hover:bg-night-raised hover:text-night-ink focus-visible:outline-night-ink"
      >
        {outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'Copy by hand' : 'Copy'}
      </button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && `Copied ${label}.`}
        {outcome === 'failed' && 'The browser blocked copying. Select the text and copy it.'}
      </span>
    </>
  )
}
