import { Hono } from 'hono'
import { z } from 'zod'
import { type FaultQueue, fault } from '../faults/fault'
import type { LocalStripe } from '../local-stripe'
import type { WebhookSender } from '../webhooks/webhook-sender'
import { fixture, putFixture } from './put-fixture'
import type { LoggedRequest } from './request-log'

const event = z.strictObject({
  type: z.string().min(1),
  object: z.looseObject({}),
  /** Set to send an event again. */
  id: z.string().optional(),
})

type Control = { stripe: LocalStripe; faults: FaultQueue; requests: LoggedRequest[]; webhooks: WebhookSender }

/**
 * The control API, which Stripe does not have, under `/_local/`. It needs no key, because only this machine
 * can reach the port. It rejects pages in a browser by the `Origin` that browsers send.
 */
export function controlApp({ stripe, faults, requests, webhooks }: Control): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    if (c.req.header('origin') === undefined && c.req.header('sec-fetch-site') === undefined) return next()
    return c.json({ message: 'The control API is for programs, not for pages.' }, 403)
  })
  app.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ message: z.prettifyError(error) }, 400)
    if (error instanceof SyntaxError) return c.json({ message: 'The body is not JSON.' }, 400)
    throw error
  })

  app.post('/faults', async (c) => {
    faults.add(fault.parse(await c.req.json()))
    return c.json({}, 201)
  })
  app.delete('/faults', (c) => {
    faults.clear()
    return c.json({})
  })
  app.get('/requests', (c) => {
    const { customer, path = '', since = 0 } = c.req.query()
    const matches = (request: LoggedRequest) =>
      request.at >= Number(since) &&
      request.path.startsWith(path) &&
      request.customer === (customer ?? request.customer)
    return c.json({ data: requests.filter(matches) })
  })
  app.post('/events', async (c) => c.json(webhooks.send(event.parse(await c.req.json())), 201))
  app.post('/fixtures', async (c) => {
    const given = z.array(fixture).parse(await c.req.json())
    const data = given.map((object) => putFixture(stripe, object))
    stripe.save()
    return c.json({ data }, 201)
  })
  app.all('*', (c) =>
    c.json({ message: `Unknown request ${c.req.method} ${c.req.path}: see README.md.` }, 404),
  )
  return app
}
