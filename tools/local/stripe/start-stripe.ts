import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { listenLocally } from '../listen-locally'
import type { LocalPart } from '../part'
import { randomText } from './account/new-id'
import { StateFile } from './account/state-file'
import { Store } from './account/store'
import { ENDPOINTS } from './api/endpoints'
import { type Api, handleCall } from './api/handle-call'
import { IdempotencyLayer } from './api/idempotency'
import { controlApp } from './control/control-app'
import type { LoggedRequest } from './control/request-log'
import { FaultQueue } from './faults/fault'
import type { LocalStripe } from './local-stripe'
import { portalApp } from './portal/portal-app'
import { PortalSessions } from './portal/portal-sessions'
import { defaultConfiguration } from './resources/portal-configurations'
import { WebhookSender } from './webhooks/webhook-sender'

export type StripeOptions = {
  /** The file that stores the account between runs; null keeps it in memory. */
  statePath: string | null
  /** The URL for events, and the secret that signs them. Without it, no events are sent. */
  webhook?: { url: string; secret: string } | undefined
  /** The account's secret key; random by default. */
  secretKey?: string
  /** Whether the account has saved portal settings. If not, each session must name a configuration. */
  hasDefaultConfiguration?: boolean
  /** The clock, in milliseconds since 1970. Tests replace it. */
  now?: () => number
}

/**
 * Starts a Stripe account in test mode on a free port: its API, its webhooks and its customer portal.
 * @throws {Error} if `statePath` has another format
 */
export async function startStripe(options: StripeOptions): Promise<LocalPart> {
  const { secretKey = `sk_test_local_${randomText(32)}`, now = Date.now } = options
  const { origin, serve, stop } = await listenLocally()
  const { host, port } = new URL(origin)
  const store = new Store()
  const state = new StateFile(store, options.statePath, origin)
  try {
    state.load()
  } catch (error) {
    await stop()
    throw error
  }
  const webhooks = new WebhookSender(options.webhook)
  const stripe: LocalStripe = {
    origin,
    now,
    store,
    portalSessions: new PortalSessions(now),
    emit: (type, object, previous) => webhooks.send({ type, object }, previous),
    save: () => state.save(),
  }
  if (options.hasDefaultConfiguration !== false && store.all('billing_portal.configuration').length === 0)
    store.put(defaultConfiguration(stripe))

  const faults = new FaultQueue()
  const requests: LoggedRequest[] = []
  const api: Api = { stripe, secretKey, faults, requests, idempotency: new IdempotencyLayer() }
  const app = new Hono<{ Bindings: HttpBindings }>()
  // A page that makes its own host name resolve to this machine (DNS rebinding) still sends that name.
  app.use(async (c, next) => {
    if ([host, `localhost:${port}`].includes(c.req.header('host') ?? '')) return next()
    return c.text('The local Stripe responds only to 127.0.0.1 and localhost.\n', 421)
  })
  for (const endpoint of ENDPOINTS)
    app.on(endpoint.method, endpoint.path, (c) => handleCall(c, api, endpoint))
  app.all('/v1/*', (c) => handleCall(c, api, null))
  app.route('/_local', controlApp({ stripe, faults, requests, webhooks }))
  app.mount('/', portalApp(stripe).fetch)
  serve(app.fetch)

  return {
    name: 'Stripe',
    address: origin,
    variables: {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_API_BASE_URL: origin,
      STRIPE_PORTAL_HOSTS: host,
      STRIPE_WEBHOOK_SECRET: options.webhook?.secret ?? `whsec_${randomText(32)}`,
    },
    async stop() {
      webhooks.stop()
      await stop()
      state.save()
    },
  }
}
