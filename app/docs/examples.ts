import { ERRORS, type ErrorCode } from '@/lib/errors'
import { docUrl } from '@/lib/origin'
import { type SnippetRequest, snippets } from './snippets'

/** An example with alternatives. The page shows one at a time. */
export type Example = {
  /** A `request` has a panel for each language, a `response` for each status. */
  kind: 'request' | 'response'
  /** Follows the language or the status in labels: “cURL request with a body”. */
  what: string
  panels: readonly Panel[]
}

type Panel = { id: string; label: string; fence: string; code: string }

/** A request in every language. */
export function requestExample(origin: string, what: string, request: SnippetRequest = {}): Example {
  return { kind: 'request', what, panels: snippets(origin, request) }
}

/** A response for each status. A string is shown unchanged, for example a response with its headers. */
export function responseExample(what: string, bodies: Readonly<Record<string, object | string>>): Example {
  const panels = Object.entries(bodies).map(([status, body]) => ({
    id: status,
    label: status,
    fence: typeof body === 'string' ? 'http' : 'json',
    code: typeof body === 'string' ? body : formatBody(body),
  }))
  return { kind: 'response', what, panels }
}

export const formatBody = (body: object) => JSON.stringify(body, null, 2)

/** The envelope of an error code, with its usual message. */
export function errorBody(code: ErrorCode, docsUrl: string) {
  return { error: { code, message: ERRORS[code].message, docUrl: docUrl(code, docsUrl) } }
}
