import { SummaryRow } from './summary-row'

/** A placeholder while the summary loads. It needs a script, because only a script replaces it. */
export function SummarySkeleton() {
  return (
    <div aria-hidden="true" className="needs-script motion-safe:animate-pulse">
      <dl className="divide-y divide-line border-line border-t">
        {['Plan', 'Next invoice', 'Payment method', 'Recent invoices', 'Billing details'].map(
          (label, index) => (
            <SummaryRow key={label} label={label}>
              {Array.from({ length: [2, 1, 1, 3, 4][index] ?? 1 }, (_, line) => (
                <span key={line} className="my-1 h-4 w-2/3 rounded bg-sunken" />
              ))}
            </SummaryRow>
          ),
        )}
      </dl>
    </div>
  )
}
