import { createHash } from 'node:crypto'
import { invalidRequest, resourceMissing, StripeError } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId } from '../store/new-id'
import type { PaymentMethod } from '../wire'
import { brandOf, type CardRefusal, TEST_CARDS } from './test-cards'

type Card = NonNullable<PaymentMethod['card']>

/** A card as it is typed in or as a token stands for it. The number is never kept: only its brand and last four digits are. */
export type CardDetails = { number: string; expMonth: number; expYear: number }

/** @throws {StripeError} `resource_missing` */
export function requirePaymentMethod(stripe: LocalStripe, id: string, param = 'id'): PaymentMethod {
  const method = stripe.store.paymentMethods.find(id)
  if (!method) throw resourceMissing('PaymentMethod', id, param)
  return method
}

/** Makes a payment method that belongs to nobody yet. */
export function createCard(
  stripe: LocalStripe,
  card: CardDetails,
  details: Partial<Pick<PaymentMethod, 'billing_details' | 'metadata' | 'allow_redisplay'>> = {},
): PaymentMethod {
  return stripe.store.paymentMethods.put({
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: cardOf(card),
    created: unixNow(stripe),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
    ...details,
  })
}

/** The card behind `tok_visa` or `pm_card_visa`; it is good for another year. Null when there is no such test card. */
export function findTestCard(stripe: LocalStripe, alias: string): CardDetails | null {
  const name = /^(?:tok|pm_card)_(\w+)$/.exec(alias)?.[1]
  const card = TEST_CARDS.find((known) => known.name === name)
  const today = new Date(stripe.now())
  return card
    ? { number: card.number, expMonth: today.getUTCMonth() + 1, expYear: today.getUTCFullYear() + 1 }
    : null
}

/**
 * Attaches a payment method to a customer. `pm_card_visa` and its like are made first.
 * @throws {StripeError} when it is unknown, somebody else's, or its card is refused.
 */
export function attachPaymentMethod(
  stripe: LocalStripe,
  id: string,
  customer: string,
  param = 'id',
): PaymentMethod {
  const alias = id.startsWith('pm_card_') ? findTestCard(stripe, id) : null
  const method = alias ? createCard(stripe, alias) : requirePaymentMethod(stripe, id, param)
  if (method.customer === customer) return method
  if (method.customer) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.', param)
  }
  const refusal = refusalOf(method)
  if (refusal) throw new StripeError(402, { type: 'card_error', ...refusal })
  const attached = stripe.store.paymentMethods.put({ ...method, customer })
  stripe.events.record({ type: 'payment_method.attached', object: attached })
  return attached
}

/** Takes a payment method from its customer for good, also as the default of the customer and of subscriptions. */
export function detachPaymentMethod(stripe: LocalStripe, method: PaymentMethod): PaymentMethod {
  const { customers, subscriptions, paymentMethods } = stripe.store
  const customer = typeof method.customer === 'string' ? customers.find(method.customer) : null
  if (customer && !customer.deleted && customer.invoice_settings.default_payment_method === method.id) {
    customers.put({
      ...customer,
      invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
    })
  }
  for (const subscription of subscriptions.all()) {
    if (subscription.default_payment_method === method.id) {
      subscriptions.put({ ...subscription, default_payment_method: null })
    }
  }
  const detached = paymentMethods.put({ ...method, customer: null })
  stripe.events.record({
    type: 'payment_method.detached',
    object: detached,
    previous: { customer: method.customer },
  })
  return detached
}

function refusalOf(method: PaymentMethod): CardRefusal | undefined {
  return TEST_CARDS.find((card) => fingerprintOf(card.number) === method.card?.fingerprint)?.refusal
}

function cardOf({ number, expMonth, expYear }: CardDetails): Card {
  const brand = brandOf(number)
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(number),
    funding: TEST_CARDS.find((card) => card.number === number)?.funding ?? 'credit',
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

/** The same for the same number, as Stripe's is within an account. */
function fingerprintOf(number: string): string {
  return createHash('sha256').update(`card:${number}`).digest('base64url').replace(/[-_]/g, '').slice(0, 16)
}
