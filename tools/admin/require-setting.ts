import { env } from '@/lib/env'
import { OperatorError } from './operator-error'

const SETTINGS = {
  DATABASE_URL: () => env().database.url,
  STRIPE_SECRET_KEY: () => env().stripe.secretKey,
}

/** @throws {OperatorError} when the environment lacks a variable that the command needs */
export function requireSetting(name: keyof typeof SETTINGS): void {
  if (SETTINGS[name]()) return
  throw new OperatorError(
    `Set ${name}, or run it on the local parts: npm run local -- npm run --silent admin -- …`,
  )
}
