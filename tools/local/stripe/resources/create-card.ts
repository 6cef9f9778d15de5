import { newId } from '../account/new-id'
import type { LocalStripe } from '../local-stripe'
import type { PaymentMethod } from '../wire'
import { blank } from './blank'
import { TEST_CARDS } from './test-cards'

export type Card = { brand: string; number: string; expMonth: number; expYear: number }

/** The card behind `tok_visa` or `pm_card_visa`, good for another year; null when there is no such test card. */
export function findTestCard(stripe: LocalStripe, alias: string): Card | null {
  const card = TEST_CARDS[/^(?:tok|pm_card)_(\w+)$/.exec(alias)?.[1] ?? '']
  const today = new Date(stripe.now())
  return card ? { ...card, expMonth: today.getUTCMonth() + 1, expYear: today.getUTCFullYear() + 1 } : null
}

/** Makes a payment method. The number is never kept: only its last four digits are. */
export function createCard(
  stripe: LocalStripe,
  { brand, number, expMonth, expYear }: Card,
  details: Partial<Pick<PaymentMethod, 'billing_details' | 'customer' | 'metadata'>> = {},
): PaymentMethod {
  const card: Partial<PaymentMethod['card']> = {
    brand,
    country: 'US',
    display_brand: brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: newId('card').slice(-16),
    funding: 'credit',
    last4: number.slice(-4),
    wallet: null,
  }
  const method = { id: newId('pm'), ...blank(stripe, 'payment_method'), ...details }
  return stripe.store.put({ ...method, card: card as NonNullable<PaymentMethod['card']> })
}
