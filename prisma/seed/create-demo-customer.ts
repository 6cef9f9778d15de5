import { stripe } from '@/lib/stripe/client'
import { ACCOUNT_METADATA } from '@/lib/stripe/event-fact'
import { demo } from '../demo'

const CURRENCY = 'eur'

/** A month of the plan, in cents. */
const PLAN_PRICE = 4_900

/** Invoices of the months before this one, the oldest first, in cents: the plan, and now and then something more. */
const PAST_MONTHS = [
  [{ description: 'Studio plan', amount: PLAN_PRICE }],
  [{ description: 'Studio plan', amount: PLAN_PRICE }],
  [
    { description: 'Studio plan', amount: PLAN_PRICE },
    { description: 'Two more seats', amount: 1_800 },
  ],
  [{ description: 'Studio plan', amount: PLAN_PRICE }],
  [
    { description: 'Studio plan', amount: PLAN_PRICE },
    { description: 'Onboarding workshop', amount: 24_000 },
  ],
  [{ description: 'Studio plan', amount: PLAN_PRICE }],
]

/**
 * Makes the demo account's Stripe customer, with a card, half a year of paid invoices and a running subscription.
 *
 * The billing account's id is written on the customer last, so that a customer which carries it is complete.
 *
 * @returns the customer's id
 */
export async function createDemoCustomer(accountId: string): Promise<string> {
  const { customers, products, subscriptions } = stripe()
  const { id: customer } = await customers.create({ name: demo.account.name, email: demo.owner.email })
  await addCard(customer)
  for (const [index, items] of PAST_MONTHS.entries())
    await payInvoice(customer, PAST_MONTHS.length - index, items)
  const { id: product } = await products.create({ name: 'Studio plan' })
  const plan = {
    currency: CURRENCY,
    product,
    recurring: { interval: 'month' as const },
    unit_amount: PLAN_PRICE,
  }
  await subscriptions.create({ customer, items: [{ price_data: plan }] })
  await customers.update(customer, { metadata: { [ACCOUNT_METADATA]: accountId } })
  return customer
}

/** Stripe's test card that always works. https://docs.stripe.com/testing#cards */
async function addCard(customer: string): Promise<void> {
  const { customers, paymentMethods } = stripe()
  const card = await paymentMethods.create({
    type: 'card',
    card: { token: 'tok_visa' },
    billing_details: { name: demo.owner.name, email: demo.owner.email },
  })
  await paymentMethods.attach(card.id, { customer })
  await customers.update(customer, { invoice_settings: { default_payment_method: card.id } })
}

/** Bills a month in advance, as the subscription does. */
async function payInvoice(
  customer: string,
  monthsAgo: number,
  items: readonly { description: string; amount: number }[],
): Promise<void> {
  const { invoices, invoiceItems } = stripe()
  const period = { start: firstOfMonth(-monthsAgo), end: firstOfMonth(1 - monthsAgo) }
  const { id: invoice } = await invoices.create({
    customer,
    currency: CURRENCY,
    auto_advance: false,
    effective_at: period.start,
  })
  for (const item of items)
    await invoiceItems.create({ customer, invoice, currency: CURRENCY, period, ...item })
  await invoices.finalizeInvoice(invoice, { auto_advance: false })
  await invoices.pay(invoice)
}

/** Seconds since 1970 at noon (UTC) on the first of the month that is so many months from now. */
function firstOfMonth(monthsFromNow: number): number {
  const today = new Date()
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthsFromNow, 1, 12) / 1000
}
