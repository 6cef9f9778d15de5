import type { Details } from '@/lib/summary/summary'
import { SummaryRow } from './summary-row'

/** What Stripe writes on invoices. It is changed in the portal. */
export function DetailsRow({ name, email, address, taxIds }: Details) {
  return (
    <SummaryRow label="Billing details">
      <div className="grid gap-1 text-sm leading-6">
        {name && (
          <p>
            <bdi>{name}</bdi>
          </p>
        )}
        {address.length > 0 && (
          <address className="not-italic">
            {address.map((line) => (
              <bdi key={line} className="block">
                {line}
              </bdi>
            ))}
          </address>
        )}
        {taxIds.length > 0 && (
          <p>
            <span className="text-ink-soft">{taxIds.length > 1 ? 'Tax IDs ' : 'Tax ID '}</span>
            <span className="tabular-nums">{taxIds.join(', ')}</span>
          </p>
        )}
        {email && (
          <p>
            <span className="text-ink-soft">Invoices go to </span>
            <bdi>{email}</bdi>
          </p>
        )}
      </div>
    </SummaryRow>
  )
}
