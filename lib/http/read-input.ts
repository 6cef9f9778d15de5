import type { z } from 'zod'
import { ApiError, type ErrorDetail } from '../api-error'
import { type ApiRequest, JSON_TYPE } from './api-request'
import { parseJson } from './parse-json'

/**
 * Reads a request's body and parses it with a schema. The body is a JSON object, empty, or a browser's form.
 *
 * @throws {ApiError} VALIDATION_FAILED: 413 too large, 415 another media type, 400 for the rest with Zod's
 *   issues in `details`
 */
export async function readInput<Schema extends z.ZodType>(
  request: ApiRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = decodeUtf8(await request.bytes())
  const parsed = schema.safeParse(parseBody(request, text))
  if (parsed.success) return parsed.data
  throw new ApiError('VALIDATION_FAILED', { details: parsed.error.issues.flatMap(detailsOf) })
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ApiError('VALIDATION_FAILED', { message: 'The body must be UTF-8', cause })
  }
}

function parseBody(request: ApiRequest, text: string): unknown {
  const { bearer, headers, mediaType: type } = request
  if (request.isFormPost) return parseForm(text)
  // `curl -d ''` labels an empty body a form, so an API key's empty body is accepted with any media type.
  if (text === '' && (type === null || type.essence === JSON_TYPE || bearer.kind !== 'absent')) return {}

  if (type?.essence !== JSON_TYPE || headers.has('Content-Encoding'))
    throw new ApiError('VALIDATION_FAILED', {
      status: 415,
      message: `Send the body as ${JSON_TYPE}, with that Content-Type and no Content-Encoding`,
    })
  if (type.charset !== null && type.charset !== 'utf-8' && type.charset !== 'utf8')
    throw new ApiError('VALIDATION_FAILED', { message: 'The charset must be utf-8' })
  return parseJson(text)
}

type FormFields = Map<string, string | FormFields>

/** One more than `flow.afterCompletion.returnUrl` has. Without a limit, a long name exhausts the stack. */
const MAX_STEPS = 4

/** A form's fields; one that is named `flow.type` is the field `type` of `flow`. */
function parseForm(text: string): object {
  const fields: FormFields = new Map()
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split('.')
    if (path.length > MAX_STEPS || path.includes('__proto__'))
      throw new ApiError('VALIDATION_FAILED', { message: 'The form has a field with an invalid name' })
    const last = path.pop() ?? ''
    let parent = fields
    for (const step of path) {
      const inner = parent.get(step) ?? new Map()
      if (typeof inner === 'string') throw namedTwice()
      parent.set(step, inner)
      parent = inner
    }
    if (parent.has(last)) throw namedTwice()
    parent.set(last, value)
  }
  return toObject(fields)
}

const namedTwice = () =>
  new ApiError('VALIDATION_FAILED', { message: 'The form must not name a field twice' })

const toObject = (fields: FormFields): object =>
  Object.fromEntries(
    [...fields].map(([name, value]) => [name, typeof value === 'string' ? value : toObject(value)]),
  )

/**
 * Zod's issue without the offending value. Unknown field names are repeated only when they look like names.
 */
function detailsOf(issue: z.core.$ZodIssue): ErrorDetail[] {
  const path = issue.path.map(String)
  if (issue.code !== 'unrecognized_keys')
    return [{ path: path.join('.'), message: issue.message, code: issue.code }]
  return issue.keys.map((key) => ({
    path: [...path, /^\w{1,40}$/.test(key) ? key : '(unknown)'].join('.'),
    message: 'is not a field of this request',
    code: issue.code,
  }))
}
