import Stripe from 'stripe'
import { startStripe } from '../local/stripe/start-stripe'

export type StripeAccount = {
  /** For the control API of the local Stripe. */
  address: string
  /** The test's own hand on the account, apart from the code that is tested. */
  client: Stripe
  stop(): Promise<void>
}

/** Starts a test file's Stripe account and makes it the environment's, before the first call of `env()`. */
export async function startStripeAccount(webhook?: { url: string; secret: string }): Promise<StripeAccount> {
  const part = await startStripe({ statePath: null, webhook })
  Object.assign(process.env, part.variables)
  const { hostname: host, port } = new URL(part.address)
  const client = new Stripe(part.variables.STRIPE_SECRET_KEY ?? '', { protocol: 'http', host, port })
  return { address: part.address, client, stop: () => part.stop() }
}
