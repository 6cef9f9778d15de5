import Stripe from 'stripe'
import { type StripeOptions, startStripe } from '../local/stripe/start-stripe'

/** A local Stripe for one test file, with the unmodified `stripe` package connected and a clock to turn. */
export type TestStripe = {
  url: string
  secretKey: string
  client: Stripe
  /** A second client with other options, such as another key. */
  connect(config?: Stripe.StripeConfig, key?: string): Stripe
  /** Moves the account's clock on. */
  advance(ms: number): void
  stop(): Promise<void>
}

export async function startTestStripe(options: Partial<StripeOptions> = {}): Promise<TestStripe> {
  let offset = 0
  const part = await startStripe({ statePath: null, now: () => Date.now() + offset, ...options })
  const { hostname, port } = new URL(part.address)
  const secretKey = part.variables.STRIPE_SECRET_KEY ?? ''
  const connect: TestStripe['connect'] = (config = {}, key = secretKey) =>
    new Stripe(key, {
      protocol: 'http',
      host: hostname,
      port,
      maxNetworkRetries: 0,
      telemetry: false,
      ...config,
    })
  return {
    url: part.address,
    secretKey,
    client: connect(),
    connect,
    advance(ms) {
      offset += ms
    },
    stop: () => part.stop(),
  }
}
