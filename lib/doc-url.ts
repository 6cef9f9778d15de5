import type { ErrorCode } from './errors'
import { docsUrl } from './origin'

/** Where an error's entry stands on the errors page: its code in lower case. */
export const errorAnchor = (code: string) => code.toLowerCase()

/**
 * Where an error is explained: `docUrl` in the envelope.
 *
 * @param docs where the documentation lives, without a trailing slash
 */
export function docUrl(code: ErrorCode, docs: string = docsUrl()): string {
  return `${docs}/api/errors/#${errorAnchor(code)}`
}
