import { formatMoney } from '@/lib/summary/format-money'
import type { Discount, Plan, PlanState } from '@/lib/summary/summary'

type StateText = {
  /** Ends before the name or the date. */
  text: string
  /** The plan that comes next. “on” follows it. */
  name?: string | null
  date: Date | null
  /** Null unless the state needs attention. */
  badge: string | null
}

/** A plan's state in words. */
export function stateText(state: PlanState): StateText {
  switch (state.kind) {
    case 'trial':
      return { text: 'Free trial until', date: state.until, badge: 'Trial' }
    case 'renews':
      return { text: 'Renews on', date: state.on, badge: null }
    case 'ends':
      return { text: 'Ends on', date: state.on, badge: 'Ending' }
    case 'changes':
      return { text: state.to ? 'Changes to' : 'Changes on', name: state.to, date: state.on, badge: null }
    case 'paused':
      return state.until
        ? { text: 'Paused until', date: state.until, badge: 'Paused' }
        : { text: 'Nothing is charged while the plan is paused', date: null, badge: 'Paused' }
    case 'past-due':
      return { text: 'The last payment was not made', date: null, badge: 'Past due' }
    case 'incomplete':
      return { text: 'The first payment has not been made yet', date: null, badge: 'Incomplete' }
  }
}

/** “€49.00 per month”, “¥3,000 every 3 months”. */
export function priceText(price: NonNullable<Plan['price']>): string {
  const { interval, every } = price
  return `${formatMoney(price)} ${every === 1 ? `per ${interval}` : `every ${every} ${interval}s`}`
}

/** “Launch offer: 20% off”, without its end date. */
export function discountText({ name, off }: Discount): string {
  const reduction = 'percent' in off ? `${off.percent}% off` : `${formatMoney(off)} off`
  return name ? `${name}: ${reduction}` : reduction
}
