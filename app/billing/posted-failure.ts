import { ERRORS, type ErrorCode } from '@/lib/errors'
import { failureWords } from './failure-words'

/** Why a form post failed, and the account whose button was pressed if the URL names one. */
export type PostedFailure = { words: string; accountId: string | null }

/**
 * Reads the failure out of `/billing?error=CODE&account=ID`. An address can be written by anybody, so only
 * documented codes are read, and nothing of it is shown.
 */
export function findPostedFailure(query: { error?: unknown; account?: unknown }): PostedFailure | null {
  const { error, account } = query
  if (typeof error !== 'string' || !isErrorCode(error)) return null
  return {
    words: failureWords({ code: error, message: ERRORS[error].message }),
    accountId: typeof account === 'string' && account !== '' ? account : null,
  }
}

function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text)
}
