import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { type EventFact, eventFact } from './event-fact'

/** The part of an event that is read; the package's types require all of it. */
const event = (type: string, object: object, rest: object = {}) =>
  ({
    id: 'evt_1',
    object: 'event',
    livemode: false,
    type,
    data: { object },
    ...rest,
  }) as unknown as Stripe.Event

const customer = (metadata: Record<string, string> = {}) => ({ id: 'cus_1', object: 'customer', metadata })
const named = customer({ billingAccountId: 'a' })
const checkout = { object: 'checkout.session', client_reference_id: 'a', customer: 'cus_1' }

test.each<{ name: string; event: Stripe.Event; is: EventFact }>([
  {
    name: 'a checkout in the name of an account',
    event: event('checkout.session.completed', checkout),
    is: { kind: 'customer-checked-out', customerId: 'cus_1', accountId: 'a' },
  },
  {
    name: 'a checkout with its customer written out',
    event: event('checkout.session.completed', { ...checkout, customer: customer() }),
    is: { kind: 'customer-checked-out', customerId: 'cus_1', accountId: 'a' },
  },
  {
    name: "a guest's checkout",
    event: event('checkout.session.completed', { ...checkout, customer: null }),
    is: { kind: 'irrelevant', reason: 'names-no-account' },
  },
  {
    name: "a checkout in nobody's name",
    event: event('checkout.session.completed', { ...checkout, client_reference_id: null }),
    is: { kind: 'irrelevant', reason: 'names-no-account' },
  },
  {
    name: 'a checkout that expired',
    event: event('checkout.session.expired', checkout),
    is: { kind: 'irrelevant', reason: 'type' },
  },
  {
    name: 'a new customer that names an account',
    event: event('customer.created', named),
    is: { kind: 'customer-changed', customerId: 'cus_1' },
  },
  {
    name: 'a changed customer that names an account',
    event: event('customer.updated', named),
    is: { kind: 'customer-changed', customerId: 'cus_1' },
  },
  {
    name: 'a new customer that names none',
    event: event('customer.created', customer({ plan: 'pro' })),
    is: { kind: 'irrelevant', reason: 'names-no-account' },
  },
  {
    name: 'a changed customer that names none',
    event: event('customer.updated', customer()),
    is: { kind: 'irrelevant', reason: 'names-no-account' },
  },
  {
    name: 'a deleted customer, whatever it named',
    event: event('customer.deleted', customer()),
    is: { kind: 'customer-deleted', customerId: 'cus_1' },
  },
  {
    name: 'a deleted subscription',
    event: event('customer.subscription.deleted', { id: 'sub_1', customer: 'cus_1' }),
    is: { kind: 'irrelevant', reason: 'type' },
  },
  {
    name: 'a type that nobody knows yet',
    event: event('customer.teleported', named),
    is: { kind: 'irrelevant', reason: 'type' },
  },
  {
    name: 'a live event under a test key',
    event: event('customer.deleted', named, { livemode: true }),
    is: { kind: 'irrelevant', reason: 'other-mode' },
  },
  {
    name: "a connected account's customer",
    event: event('customer.created', named, { account: 'acct_1' }),
    is: { kind: 'irrelevant', reason: 'connected-account' },
  },
  {
    name: "a customer of one of an organization's accounts",
    event: event('customer.deleted', named, { context: 'acct_1' }),
    is: { kind: 'irrelevant', reason: 'organization' },
  },
])('$name: $is.kind', ({ event, is }) => {
  expect(eventFact(event, false)).toEqual(is)
})

test('with a live key, live events count and test events do not', () => {
  const deleted = (livemode: boolean) => event('customer.deleted', named, { livemode })
  expect(eventFact(deleted(true), true)).toEqual({ kind: 'customer-deleted', customerId: 'cus_1' })
  expect(eventFact(deleted(false), true)).toEqual({ kind: 'irrelevant', reason: 'other-mode' })
})
