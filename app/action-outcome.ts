import type { ApiError } from '@/lib/api-error'
import { ERRORS, type ErrorCode } from '@/lib/errors'
import { referenceStep, waitStep } from './next-step'

/** The result of a server action, as the form shows it. */
export type ActionOutcome<Done extends object> =
  | { kind: 'done'; result: Done }
  /**
   * One problem per field, to read after its label: “must be 1 to 100 characters”. `values` holds the input.
   */
  | { kind: 'invalid'; problems: Readonly<Record<string, string>>; values: Readonly<Record<string, string>> }
  /** `message` says what happened and what to do next. */
  | { kind: 'refused'; code: ErrorCode; message: string }

const NO_FIELDS: Readonly<Record<string, string>> = {}

/** The problems and the input to show after invalid input. Empty for every other outcome. */
export function refusedInput(outcome: ActionOutcome<object> | null) {
  return outcome?.kind === 'invalid' ? outcome : { problems: NO_FIELDS, values: NO_FIELDS }
}

/**
 * The sentence below a form. A problem of a field that the form does not let people change has no other
 * place, and comes from an outdated or forged form.
 *
 * @param fields those that show their own problem
 */
export function refusalOf(
  outcome: ActionOutcome<object> | null,
  fields: readonly string[] = [],
): string | null {
  if (outcome?.kind === 'invalid')
    return Object.keys(outcome.problems).every((name) => fields.includes(name))
      ? null
      : 'Reload this page and try again.'
  return outcome?.kind === 'refused' ? outcome.message : null
}

/**
 * Says what happened and what to do next, for the person who submitted the form.
 *
 * @param requestId finds the failure in the log; shown only for 5xx
 */
export function refusalMessage(
  { code, status, publicMessage, advice, headers }: ApiError,
  requestId: string,
): string {
  const wait = headers['Retry-After']
  if (status >= 500)
    return `${publicMessage}. Nothing was changed. Try again in a moment. ${referenceStep(requestId)}`
  if (code === 'RATE_LIMITED' && wait) return `Too many requests. ${waitStep(Number(wait))}`
  if (code === 'API_KEY_LIMIT_REACHED') return `${publicMessage}. ${ERRORS[code].action}`
  if (advice) return `${publicMessage}. ${advice}`
  return `${publicMessage}. Reload this page. If nothing changes, ask an owner of the account.`
}
