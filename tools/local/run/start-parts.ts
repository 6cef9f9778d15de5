import { join } from 'node:path'
import type { LocalPart } from '../part'
import type { Secrets } from './keep-secrets'
import { say } from './say'

type Options = {
  directory: string
  /** Variables that are set already: their part is not started. */
  given: Record<string, string>
  port: number
  secrets: Secrets
}

/**
 * Starts what is lacking, all at once. Each part is loaded only when it is needed, since most commands join a
 * run that is up.
 */
export function startParts({ directory, given, port, secrets }: Options): Promise<LocalPart>[] {
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
    async EMAIL_SERVER() {
      const { startMail } = await import('../mail/start-mail')
      return startMail()
    },
  }
  const lacking = Object.entries(parts).flatMap(([variable, start]) => (given[variable] ? [] : start))
  return lacking.map(async (start) => {
    const part = await start()
    say(`${part.name} at ${part.address}`)
    return part
  })
}
