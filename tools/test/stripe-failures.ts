import type { ErrorCode } from '@/lib/errors'
import type { FaultInput } from '../local/stripe/faults/fault'

/** What a failure at Stripe must come to. */
export type StripeFailure = {
  status: number
  code: ErrorCode
  message: string
  /** Seconds, where the answer says so. */
  retryAfter?: string
  /** How often Stripe is asked for the session in all. */
  calls: number
  /** What the operator reads in the log. */
  log: RegExp
}

const GONE = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'No billing account found',
  calls: 1,
  log: /does not know the linked customer: it is missing, deleted or from the other mode/,
} as const

const MISCONFIGURED = {
  status: 500,
  code: 'INTERNAL_ERROR',
  message: 'Something went wrong on our side',
  calls: 1,
} as const

const PAYMENT = { code: 'PAYMENT_ERROR', message: 'The payment provider could not be reached' } as const
const LATE = { ...PAYMENT, status: 504, calls: 2, log: /did not respond in time/ }
const BROKEN = { ...PAYMENT, status: 502, calls: 2, log: /connection to Stripe failed \(ECONNRESET\)/ }
const THROTTLED = { ...PAYMENT, message: 'The payment provider is busy', status: 503, retryAfter: '2' }
const UNUSABLE = { ...PAYMENT, status: 502, calls: 1 }

/** Every way in which the local Stripe fails, and what a caller and an operator must hear of it. */
export const STRIPE_FAILURES: Record<FaultInput['kind'], StripeFailure> = {
  'deleted-customer': GONE,
  'other-mode-customer': GONE,
  hang: LATE,
  latency: LATE,
  drip: LATE,
  'reset-before': BROKEN,
  'reset-after': BROKEN,
  'server-error': { ...PAYMENT, status: 502, calls: 2, log: /StripeAPIError, status 500, request req_\w+/ },
  'html-502': { ...PAYMENT, status: 502, calls: 2, log: /StripeAPIError, status none/ },
  'missing-url': { ...UNUSABLE, log: /returned no portal URL/ },
  'foreign-url': { ...UNUSABLE, log: /another host: set STRIPE_PORTAL_HOSTS/ },
  'rate-limit': { ...THROTTLED, calls: 1, log: /throttling/ },
  'lock-timeout': { ...THROTTLED, calls: 2, log: /holds a lock/ },
  'wrong-key': { ...MISCONFIGURED, log: /set STRIPE_SECRET_KEY to a current key of this account/ },
  'missing-permission': { ...MISCONFIGURED, log: /give the restricted key write access to Customer portal/ },
  'no-configuration': {
    ...MISCONFIGURED,
    log: /run `npm run admin -- portal setup` and set STRIPE_PORTAL_CONFIGURATION to the id it prints/,
  },
}

/** Where Stripe is not reached at all. */
export const STRIPE_UNREACHABLE = {
  refused: { ...PAYMENT, status: 502, calls: 0, log: /connection to Stripe failed \(ECONNREFUSED\)/ },
  unresolved: {
    ...PAYMENT,
    status: 502,
    calls: 0,
    log: /connection to Stripe failed \((?:ENOTFOUND|EAI_AGAIN)\)/,
  },
} as const satisfies Record<string, StripeFailure>

/** A customer that never was. */
export const CUSTOMER_MISSING: StripeFailure = GONE

/** A portal configuration that is not there, or is not active. */
export const CONFIGURATION_UNUSABLE: StripeFailure = STRIPE_FAILURES['no-configuration']
