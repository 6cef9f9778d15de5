import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { isLiveKey } from '@/lib/is-live-key'
import { seedDemo } from './seed/seed-demo'

/** Seeds the demo data for `npm run local`. ORBITKIT_API_KEY is the demo's API key. */
try {
  // The demo's people have well-known addresses and its key is printed at every start, so it must exist only
  // on a developer's machine.
  if (process.env.APP_ENV !== 'local' || isLiveKey(env().stripe.secretKey))
    throw new Error('The demo data needs APP_ENV=local and a Stripe test key: use npm run local.')
  await seedDemo(process.env.ORBITKIT_API_KEY)
  await db().$disconnect()
} catch (error) {
  console.error(`The seed failed: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
