import { docUrl } from '@/lib/doc-url'
import { ERRORS, type ErrorCode } from '@/lib/errors'

/** The body of a failure, in the published envelope. */
export function exampleBody(code: ErrorCode, docsUrl: string): string {
  const { message } = ERRORS[code]
  return JSON.stringify({ error: { code, message, docUrl: docUrl(code, docsUrl) } }, null, 2)
}
