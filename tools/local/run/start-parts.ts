import { join } from 'node:path'
import { styleText } from 'node:util'
import type { LocalPart } from '../part'
import type { Secrets } from './keep-secrets'

type Options = {
  directory: string
  /** Variables that are already set. Their parts are not started. */
  given: Record<string, string>
  port: number
  secrets: Secrets
}

/** Starts the missing parts in parallel. Loads a part only if needed: most commands join a running set. */
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

/** Prints a message on standard error, with a check mark on a terminal. */
export function say(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `${styleText('green', '✓')} ${text}\n` : `${text}\n`)
}
