import { answers, missing, refuses } from '../contract-call'

const DOCS = 'https://docs.stripe.com/api'
const MISSING = 'https://docs.stripe.com/error-codes#resource-missing'

const customer = { id: /^cus_/, object: 'customer', email: String, livemode: false }
const item = {
  id: /^si_/,
  current_period_end: Number,
  price: { currency: 'eur', unit_amount: Number },
  quantity: 1,
}
const subscription = {
  id: /^sub_/,
  cancel_at_period_end: Boolean,
  customer: /^cus_/,
  discounts: [],
  items: { data: [item] },
  status: 'active',
}
const invoice = {
  amount_due: Number,
  currency: 'eur',
  lines: { data: [{ amount: Number }] },
  status: String,
  total: Number,
}
const known = { enabled: Boolean }
const features = {
  customer_update: known,
  invoice_history: known,
  payment_method_update: known,
  subscription_cancel: known,
  subscription_update: known,
}
const configuration = { id: /^bpc_/, active: true, features, is_default: false }

const CUSTOMER_SUMMARY = [
  'invoice_settings.default_payment_method',
  'default_source',
  'discount.source.coupon',
  'tax_ids',
]

export const objectCalls = [
  answers(
    'retrieves a customer with what a summary shows of it',
    `${DOCS}/customers/retrieve`,
    async ({ client, customer: id }) => {
      const card = await client.paymentMethods.attach('pm_card_visa', { customer: id })
      await client.customers.update(id, { invoice_settings: { default_payment_method: card.id } })
      return client.customers.retrieve(id, { expand: CUSTOMER_SUMMARY })
    },
    {
      ...customer,
      default_source: null,
      invoice_settings: { default_payment_method: { card: { brand: 'visa', last4: '4242' } } },
      tax_ids: { object: 'list', data: [] },
    },
  ),
  answers(
    'updates a customer’s metadata, and removes empty values',
    `${DOCS}/metadata`,
    async ({ client, customer: id }) => {
      await client.customers.update(id, { metadata: { a: '1', b: '2' } })
      return client.customers.update(id, { metadata: { b: '' } })
    },
    { ...customer, metadata: { a: '1', b: undefined } },
  ),
  refuses(
    'refuses to retrieve an unknown customer',
    MISSING,
    ({ client }) => client.customers.retrieve('cus_nowhere'),
    missing('customer', 'cus_nowhere', 'id'),
  ),
  answers(
    'retrieves a subscription',
    `${DOCS}/subscriptions/retrieve`,
    ({ client, subscription: id }) => client.subscriptions.retrieve(id),
    { ...subscription, cancel_at: null },
  ),
  refuses(
    'refuses to retrieve an unknown subscription',
    'https://github.com/CarSnoop-Inc/carsnoop-issues/issues/159',
    ({ client }) => client.subscriptions.retrieve('sub_nowhere'),
    missing('subscription', 'sub_nowhere', 'id'),
  ),
  answers(
    'lists a customer’s invoices',
    `${DOCS}/invoices/list`,
    ({ client, customer: id }) => client.invoices.list({ customer: id, limit: 3 }),
    { object: 'list', data: [invoice] },
  ),
  refuses(
    'refuses to preview an invoice if there will be none',
    'https://github.com/stripe/stripe-java/issues/920',
    ({ client, endingSubscription: id }) => client.invoices.createPreview({ subscription: id }),
    { status: 404, code: 'invoice_upcoming_none', message: /^No upcoming invoices for customer/ },
  ),
  answers(
    'marks a deleted customer as deleted, whatever is expanded',
    `${DOCS}/customers/delete`,
    ({ client, deletedCustomer: id }) => client.customers.retrieve(id, { expand: CUSTOMER_SUMMARY }),
    { object: 'customer', deleted: true },
  ),
  answers(
    'lists a customer’s subscriptions with what a summary shows of them',
    `${DOCS}/subscriptions/list`,
    ({ client, customer: id }) =>
      client.subscriptions.list({
        customer: id,
        limit: 5,
        expand: [
          'data.default_payment_method',
          'data.default_source',
          'data.schedule',
          'data.discounts.source.coupon',
        ],
      }),
    { data: [{ ...subscription, default_source: null, schedule: null }], has_more: false },
  ),
  refuses(
    'refuses to expand more than four levels',
    'https://docs.stripe.com/expand#multiple-levels',
    ({ client, customer: id }) =>
      client.subscriptions.list({ customer: id, expand: ['data.items.data.price.product'] }),
    { status: 400, code: 'property_expansion_max_depth', message: /^You cannot expand more than 4 levels/ },
  ),
  answers(
    'lists a customer’s open invoices',
    `${DOCS}/invoices/list`,
    ({ client, customer: id }) => client.invoices.list({ customer: id, status: 'open', limit: 10 }),
    { object: 'list', data: [{ ...invoice, status: 'open' }] },
  ),
  answers(
    'lists products by their ids',
    `${DOCS}/products/list`,
    async ({ client, price }) => {
      const { product } = await client.prices.retrieve(price)
      return client.products.list({ ids: [String(product)], limit: 1 })
    },
    { object: 'list', data: [{ id: /^prod_/, name: String }], has_more: false },
  ),
  answers(
    'previews the next invoice of a customer’s subscription',
    `${DOCS}/invoices/create_preview`,
    ({ client, customer, subscription }) => client.invoices.createPreview({ customer, subscription }),
    { ...invoice, total: 1_000 },
  ),
  answers(
    'lists the default portal configuration alone',
    `${DOCS}/customer_portal/configurations/list`,
    ({ client }) => client.billingPortal.configurations.list({ is_default: true, limit: 1 }),
    { object: 'list', data: [{ ...configuration, is_default: true }] },
  ),
  answers(
    'retrieves a portal configuration',
    `${DOCS}/customer_portal/configurations/retrieve`,
    ({ client, nothing }) => client.billingPortal.configurations.retrieve(nothing),
    configuration,
  ),
  answers(
    'updates the given fields of a portal configuration, and keeps the others',
    `${DOCS}/customer_portal/configurations/update`,
    ({ client, inactive }) =>
      client.billingPortal.configurations.update(inactive, {
        business_profile: { headline: 'Contract' },
        features: {
          payment_method_update: { enabled: true },
          customer_update: { enabled: false, allowed_updates: '' },
        },
        metadata: { orbitkit: 'contract' },
      }),
    {
      ...configuration,
      active: false,
      business_profile: { headline: 'Contract' },
      features: { invoice_history: { enabled: true }, payment_method_update: { enabled: true } },
      metadata: { orbitkit: 'contract' },
    },
  ),
  answers(
    'lists the active portal configurations',
    `${DOCS}/customer_portal/configurations/list`,
    ({ client }) => client.billingPortal.configurations.list({ active: true, is_default: false, limit: 100 }),
    { data: [configuration] },
  ),
]
