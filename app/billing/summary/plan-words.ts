import { formatMoney } from '@/lib/summary/format-money'
import type { Discount, Plan, PlanState } from '@/lib/summary/summary'

/** A plan's state in words, the date after them; and in a word where somebody should look. */
export function stateWords(state: PlanState): { words: string; date: Date | null; badge: string | null } {
  switch (state.kind) {
    case 'trial':
      return { words: 'Free trial until', date: state.until, badge: 'Trial' }
    case 'renews':
      return { words: 'Renews on', date: state.on, badge: null }
    case 'ends':
      return { words: 'Ends on', date: state.on, badge: 'Ending' }
    case 'changes':
      return { words: 'Changes to another plan on', date: state.on, badge: null }
    case 'paused':
      return state.until
        ? { words: 'Paused until', date: state.until, badge: 'Paused' }
        : { words: 'Nothing is charged while the plan is paused', date: null, badge: 'Paused' }
    case 'past-due':
      return { words: 'The last payment was not made', date: null, badge: 'Past due' }
    case 'incomplete':
      return { words: 'The first payment has not been made yet', date: null, badge: 'Incomplete' }
  }
}

/** “€49.00 per month”, “¥3,000 every 3 months”. */
export function priceWords(price: NonNullable<Plan['price']>): string {
  const { interval, every } = price
  return `${formatMoney(price)} ${every === 1 ? `per ${interval}` : `every ${every} ${interval}s`}`
}

/** “Launch offer: 20% off”; the date until which it holds is its own. */
export function discountWords({ name, off }: Discount): string {
  const words = 'percent' in off ? `${off.percent}% off` : `${formatMoney(off)} off`
  return name ? `${name}: ${words}` : words
}
