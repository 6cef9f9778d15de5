import type Stripe from 'stripe'

/** The objects that the contract's calls use, created for them. */
export type World = Awaited<ReturnType<typeof makeWorld>>

/** Functions that remove what was created, in creation order. */
export type Removals = (() => Promise<unknown>)[]

const NAME = 'OrbitKit contract'

/**
 * Creates the objects in a Stripe account, and adds each removal to `removals` at once. Deleting customers
 * also deletes their subscriptions. Products, prices and configurations can only be deactivated.
 * @param connect makes a client of the same Stripe with another key
 */
export async function makeWorld(client: Stripe, connect: (key: string) => Stripe, removals: Removals) {
  const { customers, prices, products, subscriptions } = client
  const { configurations } = client.billingPortal

  const makeCustomer = async () => {
    const { id } = await customers.create({ name: NAME, email: 'contract@example.com' })
    removals.push(() => customers.del(id))
    return id
  }
  const makePrice = async (unit_amount: number) => {
    const recurring = { interval: 'month' as const }
    const { id } = await prices.create({ currency: 'eur', product, recurring, unit_amount })
    removals.push(() => prices.update(id, { active: false }))
    return id
  }
  const makeConfiguration = async (features: Stripe.BillingPortal.ConfigurationCreateParams.Features) => {
    const { id } = await configurations.create({
      features: { invoice_history: { enabled: true }, ...features },
    })
    removals.push(() => configurations.update(id, { active: false }))
    return id
  }
  const subscribe = (customer: string) => {
    const sent = { collection_method: 'send_invoice' as const, days_until_due: 14 }
    return subscriptions.create({ customer, items: [{ price }], ...sent })
  }

  const { id: product } = await products.create({ name: NAME })
  removals.push(() => products.update(product, { active: false }))
  const price = await makePrice(1_000)
  const customer = await makeCustomer()
  const { id: subscription, items } = await subscribe(customer)
  const { id: endingSubscription } = await subscribe(customer)
  await subscriptions.update(endingSubscription, { cancel_at_period_end: true })
  const { id: deletedCustomer } = await customers.create({ name: NAME })
  await customers.del(deletedCustomer)
  const inactive = await makeConfiguration({})
  await configurations.update(inactive, { active: false })
  return {
    client,
    connect,
    customer,
    subscription,
    item: items.data[0]?.id ?? '',
    price,
    /** A second price of the product, which no configuration offers. */
    unoffered: await makePrice(2_000),
    endingSubscription,
    otherSubscription: (await subscribe(await makeCustomer())).id,
    deletedCustomer,
    everything: await makeConfiguration({
      customer_update: { enabled: true, allowed_updates: ['name', 'email'] },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price', 'quantity'],
        products: [{ product, prices: [price] }],
      },
    }),
    /** A configuration with only the invoice history. */
    nothing: await makeConfiguration({}),
    inactive,
  }
}
