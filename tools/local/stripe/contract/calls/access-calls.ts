import { z } from 'zod'
import { type ContractCall, invalidRequest } from '../contract-call'
import type { World } from '../make-world'

const DOCUMENTED = 'https://docs.stripe.com/api/idempotent_requests'

/** A key of each world's own, because Stripe remembers them for a day. */
const keyOf = ({ customer }: World, use: string) => ({ idempotencyKey: `contract-${use}-${customer}` })

const open = (world: World, use: string, locale: 'de' | 'fr' = 'de') =>
  world.client.billingPortal.sessions.create(
    { customer: world.customer, configuration: world.nothing, locale },
    keyOf(world, use),
  )

export const accessCalls: ContractCall[] = [
  {
    name: 'refuses a key of nobody',
    call: ({ connect }) => connect('sk_test_0000000000000000nobody').customers.list(),
    refuses: invalidRequest(401, {
      code: null,
      param: null,
      message: /^Invalid API Key provided: sk_test_\*+body$/,
    }),
    source: 'https://github.com/stripe/stripe-node/issues/361',
  },
  {
    name: 'refuses a restricted key that lacks a permission',
    call: (world) => open(world, 'permission'),
    refuses: invalidRequest(403, {
      message:
        /^The provided key 'rk_.*' does not have the required permissions for this endpoint on account 'acct_.*'\. .*would allow this request to continue\./,
    }),
    source: 'https://github.com/t3dotgg/stripe-recommendations/issues/23',
    unprovokable: {
      reason: 'it takes a restricted key, which only the dashboard makes',
      fault: { kind: 'missing-permission' },
    },
  },
  {
    name: 'refuses calls that come too fast',
    call: (world) => open(world, 'rate'),
    refuses: invalidRequest(429, { code: 'rate_limit', message: /rate limit/i }),
    source: 'https://docs.stripe.com/rate-limits',
    unprovokable: {
      reason: 'it takes more calls than anybody should make for a test',
      fault: { kind: 'rate-limit' },
    },
  },
  {
    name: 'answers a repeat under the same idempotency key from the first call',
    async call(world) {
      const first = await open(world, 'repeat')
      const again = await open(world, 'repeat')
      return { same: first.url === again.url, replayed: again.lastResponse.headers['idempotent-replayed'] }
    },
    answers: z.object({ same: z.literal(true), replayed: z.literal('true') }),
    source: DOCUMENTED,
  },
  {
    name: 'refuses an idempotency key that comes with other parameters',
    async call(world) {
      await open(world, 'reuse')
      await open(world, 'reuse', 'fr')
    },
    refuses: (world) => {
      const key = keyOf(world, 'reuse').idempotencyKey
      const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
      return { status: 400, type: 'idempotency_error', code: null, param: null, message }
    },
    source: 'https://github.com/fjordllc/bootcamp/issues/3928',
  },
  {
    name: 'refuses an idempotency key whose first call is still being answered',
    async call(world) {
      const [first, second] = await Promise.allSettled([open(world, 'busy'), open(world, 'busy')])
      const failed = [first, second].find(({ status }) => status === 'rejected')
      if (failed?.status === 'rejected') throw failed.reason
    },
    refuses: invalidRequest(409, {
      code: 'idempotency_key_in_use',
      message: /^There is currently another in-progress request using this Idempotent Key/,
    }),
    source: 'https://github.com/woocommerce/woocommerce-gateway-stripe/pull/503',
    unprovokable: {
      reason: 'it takes a call that is slow enough for a second one to meet it',
      fault: { kind: 'latency', ms: 100 },
    },
  },
]
