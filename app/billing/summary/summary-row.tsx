import type { ReactNode } from 'react'

/** A labeled row of the summary. */
export function SummaryRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-1 py-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-ink-soft text-sm leading-6">{label}</dt>
      <dd className="grid min-w-0 gap-3">{children}</dd>
    </div>
  )
}
