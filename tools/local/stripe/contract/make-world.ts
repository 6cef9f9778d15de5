import type Stripe from 'stripe'

/** What the calls of the contract are about, all of it made for them. */
export type World = {
  client: Stripe
  /** The same Stripe by another key. */
  connect(key: string): Stripe
  customer: string
  subscription: string
  item: string
  product: string
  price: string
  /** A second price of the product, which no configuration offers. */
  unoffered: string
  otherSubscription: string
  endingSubscription: string
  deletedCustomer: string
  /** A portal configuration with everything on, one with nothing but the invoice history, and one that is off. */
  everything: string
  nothing: string
  inactive: string
}

const NAME = 'OrbitKit contract'

/**
 * Makes a world in a Stripe account. What takes each thing away again is added to `removals` as soon as the thing is there: customers
 * are deleted, and with them their subscriptions; products, prices and configurations Stripe only lets one switch off.
 */
export async function makeWorld(
  client: Stripe,
  connect: World['connect'],
  removals: (() => Promise<unknown>)[],
): Promise<World> {
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
    const { id } = await configurations.create({ features })
    removals.push(() => configurations.update(id, { active: false }))
    return id
  }
  const subscribe = (customer: string) =>
    subscriptions.create({
      customer,
      items: [{ price }],
      collection_method: 'send_invoice',
      days_until_due: 14,
    })

  const { id: product } = await products.create({ name: NAME })
  removals.push(() => products.update(product, { active: false }))
  const price = await makePrice(1_000)
  const unoffered = await makePrice(2_000)
  const customer = await makeCustomer()
  const own = await subscribe(customer)
  const ending = await subscribe(customer)
  await subscriptions.update(ending.id, { cancel_at_period_end: true })
  const { id: otherSubscription } = await subscribe(await makeCustomer())
  const { id: deletedCustomer } = await customers.create({ name: NAME })
  await customers.del(deletedCustomer)
  const everything = await makeConfiguration({
    customer_update: { enabled: true, allowed_updates: ['name', 'email'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ['price', 'quantity'],
      products: [{ product, prices: [price] }],
    },
  })
  const nothing = await makeConfiguration({ invoice_history: { enabled: true } })
  const inactive = await makeConfiguration({ invoice_history: { enabled: true } })
  await configurations.update(inactive, { active: false })
  return {
    client,
    connect,
    customer,
    subscription: own.id,
    item: own.items.data[0]?.id ?? '',
    product,
    price,
    unoffered,
    otherSubscription,
    endingSubscription: ending.id,
    deletedCustomer,
    everything,
    nothing,
    inactive,
  }
}
