import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { injectFault, listRequests } from '@/tools/local/stripe/control'
import { startTestOperator, type TestOperator } from './start-test-operator'

let operator: TestOperator

beforeAll(async () => {
  operator = await startTestOperator()
})

afterAll(() => operator.stop())

const configurations = async () =>
  (await operator.stripe.client.billingPortal.configurations.list({ is_default: false })).data

test('creates one configuration with the promised features, and updates it', async () => {
  const first = await operator.run('portal', 'setup')
  expect(first.output).toEqual({ id: expect.stringMatching(/^bpc_/), status: 'created' })
  expect(first.stderr).toContain(`STRIPE_PORTAL_CONFIGURATION=${first.output.id} `)

  const second = await operator.run('portal', 'setup')
  expect(second.output).toEqual({ id: first.output.id, status: 'updated' })

  expect(await configurations()).toMatchObject([
    {
      id: first.output.id,
      active: true,
      default_return_url: expect.stringMatching(/^http:\/\/localhost:\d+\/billing$/),
      features: {
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: false },
        customer_update: { enabled: false },
      },
    },
  ])
})

test('changes the given settings, keeps the others, and restores required features', async () => {
  const options = ['--headline', 'Northwind', '--privacy-policy-url', 'https://example.com/privacy']
  const { id } = (await operator.run('portal', 'setup', ...options, '--cancel', 'on')).output
  const { billingPortal } = operator.stripe.client
  await billingPortal.configurations.update(id, { features: { invoice_history: { enabled: false } } })

  await operator.run('portal', 'setup', '--customer-update', 'on')
  expect(await billingPortal.configurations.retrieve(id)).toMatchObject({
    business_profile: { headline: 'Northwind', privacy_policy_url: 'https://example.com/privacy' },
    features: {
      invoice_history: { enabled: true },
      subscription_cancel: { enabled: true },
      customer_update: { enabled: true, allowed_updates: expect.arrayContaining(['email', 'address']) },
    },
  })

  await operator.run('portal', 'setup', '--cancel', 'off', '--customer-update', 'off')
  expect(await billingPortal.configurations.retrieve(id)).toMatchObject({
    features: { subscription_cancel: { enabled: false }, customer_update: { enabled: false } },
  })
  expect(await configurations()).toHaveLength(1)
})

test('offers plan changes to the given prices, by product, and switches them off again', async () => {
  const { client } = operator.stripe
  const newPrice = async (product: string, unit_amount: number) => {
    const recurring = { interval: 'month' } as const
    return (await client.prices.create({ product, currency: 'usd', unit_amount, recurring })).id
  }
  const [basic, pro] = [
    await client.products.create({ name: 'B' }),
    await client.products.create({ name: 'P' }),
  ]
  const prices = [await newPrice(basic.id, 500), await newPrice(pro.id, 900), await newPrice(pro.id, 9000)]
  const setUp = async (...options: string[]) => {
    const { output } = await operator.run('portal', 'setup', ...options)
    const expand = ['features.subscription_update.products']
    const { features } = await client.billingPortal.configurations.retrieve(output.id, { expand })
    return features.subscription_update
  }

  expect(await setUp('--plan-changes', prices.join(','), '--proration', 'create_prorations')).toMatchObject({
    enabled: true,
    default_allowed_updates: ['price'],
    proration_behavior: 'create_prorations',
    products: [
      { product: basic.id, prices: prices.slice(0, 1), adjustable_quantity: { enabled: false } },
      { product: pro.id, prices: prices.slice(1), adjustable_quantity: { enabled: false } },
    ],
  })
  expect(await setUp('--headline', 'Again')).toMatchObject({
    enabled: true,
    default_allowed_updates: ['price'],
  })
  expect(await setUp('--plan-changes', `${prices[0]}`, '--quantity-changes', 'on')).toMatchObject({
    default_allowed_updates: ['price', 'quantity'],
    products: [{ adjustable_quantity: { enabled: true } }],
  })
  expect(await setUp('--plan-changes', 'off')).toMatchObject({ enabled: false })
})

test.each([
  [['--plan-changes', 'price_nowhere'], /^Stripe refuses .*price_nowhere/],
  [['--plan-changes', ','], /^--plan-changes must be price ids/],
  [['--quantity-changes', 'on'], /need --plan-changes/],
  [['--plan-changes', 'off', '--proration', 'none'], /need --plan-changes/],
])('changes nothing with %j', async (options, says) => {
  const before = await configurations()
  const { code, stderr } = await operator.run('portal', 'setup', ...options)
  expect(code).toBe(1)
  expect(stderr).toMatch(says)
  expect(await configurations()).toEqual(before)
})

test('leaves configurations made by others unchanged', async () => {
  const { billingPortal } = operator.stripe.client
  const foreign = await billingPortal.configurations.create({
    features: { invoice_history: { enabled: false } },
  })
  await operator.run('portal', 'setup', '--headline', 'Ours')
  expect(await billingPortal.configurations.retrieve(foreign.id)).toEqual(foreign)
})

test('reports a missing permission in one sentence, and changes nothing', async () => {
  const before = await configurations()
  await injectFault(operator.stripe.url, { kind: 'missing-permission', path: '/v1/billing_portal/' })
  expect(await operator.run('portal', 'setup', '--headline', 'Nobody’s')).toEqual({
    code: 1,
    output: '',
    stderr: expect.stringMatching(
      /^The Stripe key may not do this: give .*write access to Customer portal\.\n$/,
    ),
  })
  expect(await configurations()).toEqual(before)
})

const newAccount = async (...more: string[]): Promise<string> =>
  (await operator.run('account', 'create', '--name', 'Acme', '--owner', 'ada@example.com', ...more)).output.id

const openings = (id: string) =>
  db().auditEvent.findMany({ where: { billingAccountId: id, action: 'portal.support_opened' } })

test('opens the portal for support, and the owners read why', async () => {
  const id = await newAccount('--customer', await operator.newCustomer())
  const opened = await operator.run('portal', 'open', id, '--reason', ' Ticket 4711 ')
  expect(opened).toMatchObject({
    code: 0,
    output: { url: expect.stringContaining('/p/session/') },
    stderr: '',
  })
  expect(await openings(id)).toMatchObject([{ actor: 'OPERATOR', subject: 'Ticket 4711', detail: null }])
  expect((await operator.database.contents()).join('\n')).not.toContain('/p/session/')
})

test('hands out no URL that cannot be recorded', async () => {
  const id = await newAccount('--customer', await operator.newCustomer())
  await operator.database.client.query(
    'ALTER TABLE "AuditEvent" ADD CONSTRAINT never CHECK (action <> \'portal.support_opened\') NOT VALID',
  )
  const opened = await operator.run('portal', 'open', id, '--reason', 'Ticket 4711')
  await operator.database.client.query('ALTER TABLE "AuditEvent" DROP CONSTRAINT never')
  expect(opened).toMatchObject({ code: 1, output: '', stderr: expect.stringContaining('"never"') })
  expect(opened.stderr).not.toContain('/p/session/')
  expect(await openings(id)).toEqual([])
})

test.each([
  ['no reason', ['--reason', ' '], /^--reason must be 1 to 200 characters/],
  [
    'an account without a customer',
    ['--reason', 'Ticket'],
    /^The account has no Stripe customer: .*account link/,
  ],
])('opens no portal with %s', async (_, options, says) => {
  const id = await newAccount()
  const calls = await listRequests(operator.stripe.url)
  const { code, output, stderr } = await operator.run('portal', 'open', id, ...options)
  expect({ code, output, stderr }).toEqual({ code: 1, output: '', stderr: expect.stringMatching(says) })
  expect(await listRequests(operator.stripe.url)).toHaveLength(calls.length)
  expect(await openings(id)).toEqual([])
})
