import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'playwright/test'
import { type Answer, send } from '../fixtures/send'

/** Headers that HTTP and the whole site add. The reference describes only the endpoint's own. */
const NOT_THE_ENDPOINTS = [
  ...['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding', 'vary'],
  ...['x-frame-options', 'referrer-policy', 'cross-origin-opener-policy', 'permissions-policy'],
]

/** Expects exactly the media type, the body and the headers that the reference documents for the status. */
export function expectConforming(answer: Answer, reference: Reference): void {
  expectBody(answer, reference)
  expectHeaders(answer, reference)
}

function expectBody({ status, headers, text }: Answer, { document, path, responses }: Reference): void {
  const [mediaType] = String(headers['content-type'] ?? '').split(';')
  expect(text === '' ? [] : [mediaType]).toEqual(Object.keys(responses[status]?.content ?? {}))
  if (text === '') return
  // Not strict, because OpenAPI adds keywords to JSON Schema.
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
  ajv.addSchema(document, 'reference')
  const response = `reference#/paths/${path.replaceAll('/', '~1')}/post/responses/${status}`
  const $ref = `${response}/content/application~1json/schema`
  expect(ajv.validate({ $ref }, JSON.parse(text)), ajv.errorsText()).toBe(true)
}

function expectHeaders({ status, headers }: Answer, { responses, resolve }: Reference): void {
  // Header values are text, even if the reference says number.
  const ajv = addFormats.default(new Ajv2020({ strict: false, coerceTypes: true }))
  const described = Object.entries(responses[status]?.headers ?? {})
  for (const [name, header] of described) {
    const { required = false, schema } = resolve(header)
    const value = headers[name.toLowerCase()]
    if (value === undefined) expect(required, `${name} is missing`).toBe(false)
    else expect(ajv.validate(schema, value), `${name}: ${value}: ${ajv.errorsText()}`).toBe(true)
  }
  const known = [...NOT_THE_ENDPOINTS, ...described.map(([name]) => name.toLowerCase())]
  const unknown = Object.keys(headers).filter((name) => !known.includes(name))
  expect(unknown, 'undocumented headers').toEqual([])
}

type Header = { required?: boolean; schema: object }
type Referable<T> = T | { $ref: string }
type Response = { headers?: Record<string, Referable<Header>>; content?: Record<string, object> }
type Document = {
  paths: Record<string, { post: { responses: Record<string, Response> } }>
  components: { headers: Record<string, Header> }
}

type Reference = {
  document: Document
  /** The endpoint's. */
  path: string
  /** Keyed by status. */
  responses: Record<string, Response>
  resolve(header: Referable<Header>): Header
}

/** Reads the reference of an endpoint that the app under test serves. */
export async function readReference(path = '/api/billing-portal'): Promise<Reference> {
  const { text } = await send({ method: 'GET', path: '/openapi.json' })
  const document = JSON.parse(text) as Document
  return {
    document,
    path,
    responses: document.paths[path]?.post.responses ?? {},
    resolve(header) {
      if (!('$ref' in header)) return header
      const found = document.components.headers[header.$ref.replace('#/components/headers/', '')]
      if (!found) throw new Error(`The reference has no ${header.$ref}.`)
      return found
    },
  }
}
