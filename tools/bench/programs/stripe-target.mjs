import { createServer } from 'node:http'

/**
 * A load target in a process of its own: it accepts Stripe's call for a portal session and responds after a
 * given time. The local Stripe takes longer for a call than the code that is measured, so that a benchmark
 * against it would measure the local Stripe. This one stands in for Stripe's time, and for none of its
 * behaviour: it checks nothing and always returns the same session. Its fields are those of
 * https://docs.stripe.com/api/customer_portal/sessions/object.
 *
 * The parent process receives `{ port }`, and sends `{ latencyMs }` to change the time.
 */
const BODY = JSON.stringify({
  id: 'bps_bench',
  object: 'billing_portal.session',
  configuration: 'bpc_bench',
  created: 1_790_000_000,
  customer: 'cus_bench',
  customer_account: null,
  flow: null,
  livemode: false,
  locale: null,
  on_behalf_of: null,
  return_url: 'http://localhost/billing',
  url: 'https://billing.stripe.com/p/session/bench',
})
const HEADERS = {
  'Content-Type': 'application/json',
  'Content-Length': BODY.length,
  'Request-Id': 'req_bench',
}

let latencyMs = 0

/** @param {import('node:http').ServerResponse} response */
const respond = (response) => response.writeHead(200, HEADERS).end(BODY)

// Clients keep an idle connection for less than these ten minutes, so that closing one never crosses a call.
const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  if (request.method !== 'POST' || request.url !== '/v1/billing_portal/sessions') {
    response.writeHead(404).end()
    return
  }
  request.resume().once('end', () => {
    if (latencyMs === 0) respond(response)
    else setTimeout(respond, latencyMs, response)
  })
})

process.on('message', (message) => {
  latencyMs = Object(message).latencyMs
  process.send?.({ latencyMs })
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => process.send?.({ port: Object(server.address()).port }))
