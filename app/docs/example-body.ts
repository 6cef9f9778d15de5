import { ERRORS, type ErrorCode } from '@/lib/errors'

/** The body of a failure, in the published envelope. */
export function exampleBody(code: ErrorCode, docsUrl: string): string {
  const { message } = ERRORS[code]
  const docUrl = `${docsUrl}/api/errors/#${code.toLowerCase()}`
  return JSON.stringify({ error: { code, message, docUrl } }, null, 2)
}
