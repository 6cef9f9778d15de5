import { ERRORS, type ErrorCode } from '@/lib/errors'
import { docUrl } from '@/lib/origin'

/** The body of a failure, in the published envelope. */
export function exampleBody(code: ErrorCode, docsUrl: string): string {
  const { message } = ERRORS[code]
  return JSON.stringify({ error: { code, message, docUrl: docUrl(code, docsUrl) } }, null, 2)
}
