import Stripe from 'stripe'
import { ApiError } from '@/lib/api-error'
import { EnvironmentError } from '@/lib/environment-error'
import { redact } from '@/lib/log'
import { findDatabaseFailure } from '@/lib/to-api-error'
import { OperatorError } from './operator-error'

/** How PostgreSQL and Prisma report a missing table or column. */
const NOT_MIGRATED = /\b(?:P2021|P2022|42P01|42703)\b|does not exist in the current database/

/** Says in one sentence what went wrong and what to do. A bug in this program includes its stack. */
export function failureSentence(error: unknown): string {
  if (error instanceof OperatorError) return error.message
  if (error instanceof EnvironmentError) return `The environment cannot be used: ${error.message}`
  if (!(error instanceof Error)) return 'The command failed without an error message.'
  // Checked before the database, whose messages for a broken connection also match the cause of a Stripe
  // error.
  if (error instanceof ApiError) return apiErrorSentence(error)
  const databaseFailure = findDatabaseFailure(error)
  if (databaseFailure) return databaseFailure.message
  if (NOT_MIGRATED.test(`${'code' in error ? error.code : ''} ${error.message}`))
    return (
      'The database does not have the tables of this version: run npx prisma migrate deploy, or the newer ' +
      'version of this program where npm run doctor says that the database is ahead.'
    )
  return redact(`This is a bug in the command, and nothing was done: ${error.stack}`)
}

function apiErrorSentence({ code, message, cause }: ApiError): string {
  if (cause instanceof Stripe.errors.StripePermissionError)
    return (
      'The Stripe key may not do this: give the restricted key read access to Customers and write ' +
      'access to Customer portal.'
    )
  const todo =
    code === 'PAYMENT_ERROR' ? ': check the network and STRIPE_API_BASE_URL, then run it again' : ''
  return redact(`${message.replace(/\.$/, '')}${todo}.`)
}
