import type { PaymentMethod } from '@/lib/summary/summary'
import { paymentMethodText } from './payment-method-text'
import { SummaryRow } from './summary-row'

/** What is charged, with a warning before it expires. */
export function PaymentMethodRow({
  methods,
  hasPlan,
}: {
  methods: readonly PaymentMethod[]
  hasPlan: boolean
}) {
  return (
    <SummaryRow label={methods.length > 1 ? 'Payment methods' : 'Payment method'}>
      {methods.map((method) => {
        const { name, note, isWarning } = paymentMethodText(method, hasPlan)
        return (
          <div key={name} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p className="tabular-nums">{name}</p>
            {note && (
              <p className={`text-sm tabular-nums leading-6 ${isWarning ? 'text-danger' : 'text-ink-soft'}`}>
                {note}
              </p>
            )}
          </div>
        )
      })}
    </SummaryRow>
  )
}
