import { createServer } from 'node:http'
import type { LocalPart } from '../part'
import { IdempotencyLayer } from './api/idempotency'
import { RequestLog } from './control/request-log'
import { dispatch } from './dispatch'
import { EventLog } from './events/event-log'
import { SUBSCRIBED, WebhookSender } from './events/webhook-sender'
import { FaultQueue } from './faults/fault-queue'
import { listen } from './listen'
import type { LocalStripe } from './local-stripe'
import { PortalSessions } from './portal/portal-sessions'
import { defaultConfiguration } from './resources/portal-configuration-object'
import { randomText } from './store/new-id'
import { Snapshot } from './store/snapshot'
import { Store } from './store/store'
import type { StripeEvent } from './wire'

export type StripeOptions = {
  /** The file that keeps the account between runs; null keeps it in memory. */
  statePath: string | null
  /** Where events go, and the secret that signs them. Without it nothing is sent. */
  webhook?: { url: string; secret: string } | undefined
  /** The account's secret key. A fresh one unless given. */
  secretKey?: string
  /** The name of the business, as the portal shows it. */
  businessName?: string
  /** Whether the account's owner has saved the portal's settings. If not, a session needs a configuration of its own. */
  hasDefaultConfiguration?: boolean
  /** Milliseconds since 1970. Tests turn this clock. */
  now?: () => number
}

/** Longer than callers keep their own idle connections, so that a close never crosses a request. */
const KEEP_ALIVE_MS = 75_000

/**
 * Starts a Stripe account in test mode on a free port of this machine: its API, its webhooks and its customer portal.
 * @throws {Error} when `statePath` holds something that is no such account.
 */
export async function startStripe(options: StripeOptions): Promise<LocalPart> {
  const { secretKey = `sk_test_local_${randomText(32)}`, businessName = 'OrbitKit', now = Date.now } = options
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  const origin = await listen(server)

  const store = new Store()
  const snapshot = new Snapshot(store, options.statePath, origin)
  await snapshot.load().catch((error: unknown) => {
    server.close()
    throw error
  })

  const webhooks = options.webhook ? new WebhookSender(options.webhook) : null
  const deliver = (event: StripeEvent) => webhooks?.send(event)
  const events = new EventLog(now, (event) => {
    if (SUBSCRIBED.has(event.type)) deliver(event)
  })
  const stripe: LocalStripe = {
    origin,
    businessName,
    now,
    store,
    events,
    portalSessions: new PortalSessions(now),
  }
  if (options.hasDefaultConfiguration !== false && store.configurations.all().length === 0) {
    store.configurations.put(defaultConfiguration(stripe))
  }

  const faults = new FaultQueue()
  const requests = new RequestLog()
  const api = { stripe, secretKey, snapshot, faults, requests, idempotency: new IdempotencyLayer(now) }
  const control = { stripe, faults, requests, deliver }
  server.on('request', (request, response) => void dispatch(request, response, { api, control }))

  return {
    name: 'Stripe',
    address: origin,
    variables: {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_API_BASE_URL: origin,
      STRIPE_PORTAL_HOSTS: new URL(origin).host,
      STRIPE_WEBHOOK_SECRET: options.webhook?.secret ?? `whsec_${randomText(32)}`,
    },
    async stop() {
      webhooks?.stop()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await snapshot.save()
    },
  }
}
