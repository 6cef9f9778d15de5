import { ERRORS, type ErrorCode } from '@/lib/errors'
import { referenceStep, waitStep } from '../next-step'

export type Failure = {
  code: string
  /** The error's public message. */
  message: string
  /** From `Retry-After`, in whole seconds. */
  retryAfterSeconds?: number | undefined
  /** From `X-Request-Id`; finds the failure in the log. */
  requestId?: string | undefined
}

/** What a person does next. The error table's `action` is for programmers. */
const NEXT_STEPS: ReadonlyMap<string, string> = new Map<ErrorCode, string>([
  ['UNAUTHORIZED', 'Sign in again, then click the button again.'],
  ['FORBIDDEN', 'Reload this page. If nothing changes, ask an owner of the account for the billing role.'],
  [
    'NOT_FOUND',
    'Reload this page. If nothing changes, ask your administrator to connect the account to Stripe.',
  ],
  ['VALIDATION_FAILED', 'Reload this page and try again.'],
  ['RATE_LIMITED', 'Wait a minute, then try again.'],
])

const NOTHING_HAPPENED = 'Nothing was charged or changed. Try again in a moment.'

/** Says what happened and what to do next, for a person who clicked a billing button. */
export function failureMessage({ code, message, retryAfterSeconds, requestId }: Failure): string {
  // The API's message for this code already includes the wait.
  const what = code === 'RATE_LIMITED' ? 'Too many requests' : message
  const next =
    retryAfterSeconds === undefined ? (NEXT_STEPS.get(code) ?? NOTHING_HAPPENED) : waitStep(retryAfterSeconds)
  // An administrator can help only with these.
  const reference =
    requestId && (code === 'INTERNAL_ERROR' || code === 'PAYMENT_ERROR') ? ` ${referenceStep(requestId)}` : ''
  return `${what}. ${next}${reference}`
}

/** Why a form post failed, and the account of the clicked button if the URL has one. */
export type PostedFailure = { message: string; accountId: string | null }

/**
 * Reads the failure from `/billing?error=CODE&account=ID`. Anyone can craft such a URL, so only documented
 * codes count, and no text from the URL is shown.
 */
export function findPostedFailure(query: { error?: unknown; account?: unknown }): PostedFailure | null {
  const { error, account } = query
  if (typeof error !== 'string' || !isErrorCode(error)) return null
  return {
    message: failureMessage({ code: error, message: ERRORS[error].message }),
    accountId: typeof account === 'string' && account !== '' ? account : null,
  }
}

function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text)
}
