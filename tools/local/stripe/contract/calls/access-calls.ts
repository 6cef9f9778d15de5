import { answers, refuses } from '../contract-call'
import type { World } from '../make-world'

/** A key per world, because Stripe stores keys for a day. */
const keyOf = ({ customer }: World, use: string) => `contract-${use}-${customer}`

const open = (world: World, use: string, locale: 'de' | 'fr' = 'de') =>
  world.client.billingPortal.sessions.create(
    { customer: world.customer, configuration: world.nothing, locale },
    { idempotencyKey: keyOf(world, use) },
  )

export const accessCalls = [
  refuses(
    'refuses an unknown key',
    'https://github.com/stripe/stripe-node/issues/361',
    ({ connect }) => connect('sk_test_0000000000000000nobody').customers.list(),
    { status: 401, code: null, param: null, message: /^Invalid API Key provided: sk_test_\*+body$/ },
  ),
  refuses(
    'refuses a restricted key that lacks a permission',
    'https://github.com/t3dotgg/stripe-recommendations/issues/23',
    (world) => open(world, 'permission'),
    {
      status: 403,
      message: /^The provided key 'rk_.*' does not have the required permissions for this endpoint/,
    },
    {
      reason: 'it needs a restricted key, which only the Dashboard can create',
      fault: { kind: 'missing-permission' },
    },
  ),
  refuses(
    'refuses calls that come too fast',
    'https://docs.stripe.com/rate-limits',
    (world) => open(world, 'rate'),
    { status: 429, code: 'rate_limit', message: /rate limit/i },
    { reason: 'it needs more calls than a test should make', fault: { kind: 'rate-limit' } },
  ),
  answers(
    'replays the first response for a repeated idempotency key',
    'https://docs.stripe.com/api/idempotent_requests',
    async (world) => {
      const [first, again] = [await open(world, 'repeat'), await open(world, 'repeat')]
      return { same: first.url === again.url, replayed: again.lastResponse.headers['idempotent-replayed'] }
    },
    { same: true, replayed: 'true' },
  ),
  refuses(
    'refuses an idempotency key with other parameters',
    'https://github.com/fjordllc/bootcamp/issues/3928',
    async (world) => [await open(world, 'reuse'), await open(world, 'reuse', 'fr')],
    (world) => {
      const message =
        `Keys for idempotent requests can only be used with the same parameters they were first used ` +
        `with. Try using a key other than '${keyOf(world, 'reuse')}' if you meant to execute a ` +
        `different request.`
      return { status: 400, type: 'idempotency_error', code: null, param: null, message }
    },
  ),
  refuses(
    'refuses an idempotency key whose first call is in progress',
    'https://github.com/woocommerce/woocommerce-gateway-stripe/pull/503',
    (world) => Promise.all([open(world, 'busy'), open(world, 'busy')]),
    {
      status: 409,
      code: 'idempotency_key_in_use',
      message: /^There is currently another in-progress request using this Idempotent Key/,
    },
    {
      reason: 'it needs a call slow enough for a second one to overlap',
      fault: { kind: 'latency', ms: 100 },
    },
  ),
]
