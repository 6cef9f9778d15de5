import { z } from 'zod'
import { type ContractCall, invalidRequest, missing } from '../contract-call'

const customer = z.looseObject({
  id: z.string().startsWith('cus_'),
  object: z.literal('customer'),
  email: z.string().nullable(),
  invoice_settings: z.looseObject({ default_payment_method: z.unknown() }),
  livemode: z.literal(false),
  metadata: z.record(z.string(), z.string()),
})

const subscription = z.looseObject({
  id: z.string().startsWith('sub_'),
  cancel_at: z.number().nullable(),
  cancel_at_period_end: z.boolean(),
  customer: z.string(),
  discounts: z.array(z.unknown()),
  items: z.looseObject({
    data: z.array(
      z.looseObject({
        id: z.string().startsWith('si_'),
        current_period_end: z.number(),
        price: z.looseObject({ currency: z.string(), unit_amount: z.number() }),
        quantity: z.number(),
      }),
    ),
  }),
  status: z.string(),
})

const invoice = z.looseObject({
  amount_due: z.number(),
  currency: z.string(),
  lines: z.looseObject({ data: z.array(z.looseObject({ amount: z.number() })) }),
  status: z.string(),
  total: z.number(),
})

const configuration = z.looseObject({
  id: z.string().startsWith('bpc_'),
  active: z.boolean(),
  features: z.looseObject({
    customer_update: z.looseObject({ enabled: z.boolean() }),
    invoice_history: z.looseObject({ enabled: z.boolean() }),
    payment_method_update: z.looseObject({ enabled: z.boolean() }),
    subscription_cancel: z.looseObject({ enabled: z.boolean() }),
    subscription_update: z.looseObject({ enabled: z.boolean() }),
  }),
  is_default: z.boolean(),
})

export const objectCalls: ContractCall[] = [
  {
    name: 'tells a customer with its card',
    async call({ client, customer: id }) {
      const card = await client.paymentMethods.attach('pm_card_visa', { customer: id })
      await client.customers.update(id, { invoice_settings: { default_payment_method: card.id } })
      return client.customers.retrieve(id, { expand: ['invoice_settings.default_payment_method'] })
    },
    answers: customer.extend({
      invoice_settings: z.looseObject({
        default_payment_method: z.looseObject({
          card: z.looseObject({ brand: z.literal('visa'), last4: z.literal('4242') }),
        }),
      }),
    }),
    source: 'https://docs.stripe.com/api/customers/retrieve',
  },
  {
    name: 'changes a customer’s metadata, and takes what is empty away',
    async call({ client, customer: id }) {
      await client.customers.update(id, { metadata: { a: '1', b: '2' } })
      return client.customers.update(id, { metadata: { b: '' } })
    },
    answers: customer.extend({ metadata: z.strictObject({ a: z.literal('1') }) }),
    source: 'https://docs.stripe.com/api/metadata',
  },
  {
    name: 'says of a deleted customer that it is deleted',
    call: ({ client, deletedCustomer }) => client.customers.retrieve(deletedCustomer),
    answers: z.looseObject({ object: z.literal('customer'), deleted: z.literal(true) }),
    source: 'https://docs.stripe.com/api/customers/delete',
  },
  {
    name: 'refuses to tell a customer that never was',
    call: ({ client }) => client.customers.retrieve('cus_nowhere'),
    refuses: missing('customer', 'cus_nowhere', 'id'),
    source: 'https://docs.stripe.com/error-codes#resource-missing',
  },
  {
    name: 'tells a subscription',
    call: ({ client, subscription: id }) => client.subscriptions.retrieve(id),
    answers: subscription.extend({ status: z.literal('active'), cancel_at: z.null() }),
    source: 'https://docs.stripe.com/api/subscriptions/retrieve',
  },
  {
    name: 'refuses to tell a subscription that never was',
    call: ({ client }) => client.subscriptions.retrieve('sub_nowhere'),
    refuses: missing('subscription', 'sub_nowhere', 'id'),
    source: 'https://github.com/CarSnoop-Inc/carsnoop-issues/issues/159',
  },
  {
    name: 'lists a customer’s subscriptions with what an app shows of them',
    call: ({ client, customer: id }) =>
      client.subscriptions.list({
        customer: id,
        status: 'all',
        expand: ['data.default_payment_method', 'data.items.data.price', 'data.discounts'],
      }),
    answers: z.looseObject({ data: z.array(subscription).length(2), has_more: z.literal(false) }),
    source: 'https://docs.stripe.com/api/subscriptions/list',
  },
  {
    name: 'lists a customer’s invoices',
    call: ({ client, customer: id }) => client.invoices.list({ customer: id, limit: 3 }),
    answers: z.looseObject({ object: z.literal('list'), data: z.array(invoice) }),
    source: 'https://docs.stripe.com/api/invoices/list',
  },
  {
    name: 'previews the next invoice of a subscription',
    call: ({ client, subscription: id }) => client.invoices.createPreview({ subscription: id }),
    answers: invoice.extend({ total: z.literal(1_000), currency: z.literal('eur') }),
    source: 'https://docs.stripe.com/api/invoices/create_preview',
  },
  {
    name: 'refuses to preview an invoice where there will be none',
    call: ({ client, endingSubscription: id }) => client.invoices.createPreview({ subscription: id }),
    refuses: invalidRequest(404, {
      code: 'invoice_upcoming_none',
      message: /^No upcoming invoices for customer/,
    }),
    source: 'https://github.com/stripe/stripe-java/issues/920',
  },
  {
    name: 'tells a portal configuration',
    call: ({ client, nothing }) => client.billingPortal.configurations.retrieve(nothing),
    answers: configuration,
    source: 'https://docs.stripe.com/api/customer_portal/configurations/retrieve',
  },
  {
    name: 'changes what is given of a portal configuration, and leaves the rest',
    call: ({ client, inactive }) =>
      client.billingPortal.configurations.update(inactive, {
        business_profile: { headline: 'Contract' },
        features: {
          payment_method_update: { enabled: true },
          customer_update: { enabled: false, allowed_updates: '' },
        },
        metadata: { orbitkit: 'contract' },
      }),
    answers: configuration.extend({
      active: z.literal(false),
      business_profile: z.looseObject({ headline: z.literal('Contract') }),
      features: z.looseObject({
        invoice_history: z.looseObject({ enabled: z.literal(true) }),
        payment_method_update: z.looseObject({ enabled: z.literal(true) }),
      }),
      metadata: z.looseObject({ orbitkit: z.literal('contract') }),
    }),
    source: 'https://docs.stripe.com/api/customer_portal/configurations/update',
  },
  {
    name: 'lists the portal configurations that are on',
    call: ({ client }) =>
      client.billingPortal.configurations.list({ active: true, is_default: false, limit: 100 }),
    answers: z.looseObject({ data: z.array(configuration.extend({ active: z.literal(true) })).min(2) }),
    source: 'https://docs.stripe.com/api/customer_portal/configurations/list',
  },
  {
    name: 'refuses to tell a portal configuration that is not there',
    call: ({ client }) => client.billingPortal.configurations.retrieve('bpc_nowhere'),
    refuses: invalidRequest(404, {
      code: 'resource_missing',
      message: /^No such .*configuration: 'bpc_nowhere'/,
    }),
    source: 'https://docs.stripe.com/error-codes#resource-missing',
  },
  {
    name: 'refuses to let plans be changed where cards cannot',
    call: ({ client, product, price }) =>
      client.billingPortal.configurations.create({
        features: {
          payment_method_update: { enabled: false },
          subscription_update: {
            enabled: true,
            default_allowed_updates: ['price'],
            products: [{ product, prices: [price] }],
          },
        },
      }),
    refuses: invalidRequest(400, {
      code: null,
      param: null,
      message: 'Cannot enable subscription updates while payment method update is disabled.',
    }),
    source: 'https://github.com/nextjs/saas-starter/issues/86',
  },
]
