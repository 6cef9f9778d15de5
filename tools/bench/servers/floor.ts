import { bareDirectory } from './build'

export const FLOOR = bareDirectory('floor')

/** One route that only calls Stripe, with the package's own client and defaults. */
export const FLOOR_FILES = {
  'app/api/billing-portal/route.js': `import Stripe from 'stripe'

let memo
function stripe() {
  if (memo) return memo
  const { hostname: host, port } = new URL(process.env.STRIPE_API_BASE_URL)
  return (memo = new Stripe(process.env.STRIPE_SECRET_KEY, { protocol: 'http', host, port }))
}

export async function POST() {
  const { url } = await stripe().billingPortal.sessions.create({ customer: 'cus_bench' })
  return Response.json({ url }, { headers: { 'Cache-Control': 'no-store' } })
}
`,
}
