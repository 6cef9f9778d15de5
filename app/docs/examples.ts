import { ERRORS, type ErrorCode } from '@/lib/errors'
import { docUrl } from '@/lib/origin'
import { type SnippetRequest, snippets } from './snippets'

/** Alternatives of one example, of which the page shows one at a time. */
export type Example = {
  /** `request` alternates by language, `response` by status. */
  kind: 'request' | 'response'
  /** What the panels show, behind the language or the status: “cURL request with a body”. */
  what: string
  panels: readonly Panel[]
}

type Panel = { id: string; label: string; fence: string; code: string }

/** A request in every language. */
export function requestExample(origin: string, what: string, request: SnippetRequest = {}): Example {
  return { kind: 'request', what, panels: snippets(origin, request) }
}

/** Responses by status. A body that is text is shown as it is, for example with headers. */
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
