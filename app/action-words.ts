import type { ApiError } from '@/lib/api-error'
import { ERRORS } from '@/lib/errors'

/**
 * What happened and what to do next, for somebody who sent a form of one of our pages.
 *
 * @param requestId finds the failure in the log; shown for failures on our side alone
 */
export function actionWords(error: ApiError, requestId: string): string {
  const { code, status, publicMessage, advice, headers } = error
  const wait = headers['Retry-After']
  if (status >= 500)
    return [
      `${publicMessage}. Nothing was changed. Try again in a moment.`,
      `If this keeps happening, send your administrator this reference: ${requestId}.`,
    ].join(' ')
  if (code === 'RATE_LIMITED' && wait)
    return `Too many requests. Try again in ${wait} ${wait === '1' ? 'second' : 'seconds'}.`
  if (code === 'API_KEY_LIMIT_REACHED') return `${publicMessage}. ${ERRORS[code].action}`
  if (advice) return `${publicMessage}. ${advice}`
  return `${publicMessage}. Reload this page. If nothing changes, ask an owner of the account.`
}
