import { createServer } from 'node:http'
import Stripe from 'stripe'

/** The lowest rung: the call to Stripe with the package's own client, and nothing else but Node. */
const { PORT, STRIPE_SECRET_KEY = '', STRIPE_API_BASE_URL = '' } = process.env
const { hostname: host, port } = new URL(STRIPE_API_BASE_URL)
const stripe = new Stripe(STRIPE_SECRET_KEY, { protocol: 'http', host, port })

createServer({ keepAliveTimeout: 620_000 }, async (_, response) => {
  try {
    const { url } = await stripe.billingPortal.sessions.create({ customer: 'cus_bench' })
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      .end(JSON.stringify({ url }))
  } catch (error) {
    console.error(error)
    response.writeHead(500).end()
  }
}).listen(Number(PORT), '127.0.0.1')
