import { formatMoney } from '@/lib/summary/format-money'
import type { Plan } from '@/lib/summary/summary'
import { Moment } from '../../ui/moment'
import { discountText, priceText, stateText } from './plan-text'
import { SummaryRow } from './summary-row'

/** Each plan with its price, state and discounts. */
export function PlanRow({ plans }: { plans: readonly Plan[] }) {
  return (
    <SummaryRow label={plans.length > 1 ? 'Plans' : 'Plan'}>
      {plans.length === 0 ? <p className="text-ink-soft">No active plan</p> : plans.map(PlanLine)}
    </SummaryRow>
  )
}

function PlanLine({ subscription, name, price, state, discounts }: Plan) {
  const { text, name: nextName, date, badge } = stateText(state)
  const isUrgent = state.kind === 'past-due' || state.kind === 'incomplete'
  return (
    <div key={subscription}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 font-medium">
          <bdi>{name}</bdi>
          {badge && <span className={`badge font-normal ${isUrgent ? 'badge-warning' : ''}`}>{badge}</span>}
        </p>
        {price && <p className="tabular-nums">{priceText(price)}</p>}
      </div>
      <p className="text-ink-soft text-sm leading-6">
        {text}{' '}
        {nextName && (
          <>
            <bdi>{nextName}</bdi> on{' '}
          </>
        )}
        {date && <Moment date={date} precision="day" />}
      </p>
      {discounts.map((discount) => (
        <p key={discountText(discount)} className="text-ink-soft text-sm leading-6">
          <bdi>{discountText(discount)}</bdi>
          {discount.until && (
            <>
              {' '}
              until <Moment date={discount.until} precision="day" />
            </>
          )}
        </p>
      ))}
    </div>
  )
}

/** The next invoices, if there are any. */
export function NextInvoiceRow({ plans }: { plans: readonly Plan[] }) {
  const upcoming = plans.flatMap(({ subscription, nextInvoice }) =>
    nextInvoice ? [{ subscription, ...nextInvoice }] : [],
  )
  if (upcoming.length === 0) return null
  return (
    <SummaryRow label={upcoming.length > 1 ? 'Next invoices' : 'Next invoice'}>
      {upcoming.map(({ subscription, on, ...money }) => (
        <p key={subscription} className="flex flex-wrap justify-between gap-x-4">
          <Moment date={on} precision="day" />
          <span className="tabular-nums">{formatMoney(money)}</span>
        </p>
      ))}
    </SummaryRow>
  )
}
