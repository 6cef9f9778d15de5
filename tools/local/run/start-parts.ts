import { join } from 'node:path'
import type { LocalPart } from '../part'
import type { Secrets } from './keep-secrets'

type Options = {
  directory: string
  /** Variables that are set already: their part is not started. */
  given: Record<string, string>
  port: number
  secrets: Secrets
  onStarted(part: LocalPart): void
}

export type StartingParts = {
  /** Rejects as soon as one part cannot start. */
  started: Promise<LocalPart[]>
  /** Stops whatever has started or still will. */
  stop(): Promise<void>
}

/** Starts what is lacking, all at once. Each part is loaded only when it is needed, since most commands join a run that is up. */
export function startParts(o: Options): StartingParts {
  const starting = lackingParts(o).map(async (start) => {
    const part = await start()
    o.onStarted(part)
    return part
  })
  const started = Promise.all(starting)
  return {
    started,
    async stop() {
      const settled = await Promise.allSettled(starting)
      await Promise.all(settled.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)))
    },
  }
}

function lackingParts({ directory, given, port, secrets }: Options): (() => Promise<LocalPart>)[] {
  const origin = `http://localhost:${port}`
  const parts: Record<string, () => Promise<LocalPart>> = {
    async DATABASE_URL() {
      const { startPostgres } = await import('../postgres/start-postgres')
      return startPostgres({ directory: join(directory, 'postgres') })
    },
    async STRIPE_SECRET_KEY() {
      const { startStripe } = await import('../stripe/start-stripe')
      return startStripe({
        statePath: join(directory, 'stripe.json'),
        secretKey: secrets.stripeSecretKey,
        webhook: { url: `${origin}/api/webhooks/stripe`, secret: secrets.stripeWebhookSecret },
      })
    },
    async OIDC_ISSUER() {
      const { startOpenid } = await import('../openid/start-openid')
      return startOpenid({ redirectUris: [`${origin}/api/auth/callback/oidc`] })
    },
  }
  return Object.entries(parts).flatMap(([variable, start]) => (given[variable] ? [] : start))
}
