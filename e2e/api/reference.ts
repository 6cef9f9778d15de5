import { send } from '../fixtures/send'

type Header = { required?: boolean; schema: object }
type Referable<T> = T | { $ref: string }
type Response = { headers?: Record<string, Referable<Header>>; content?: Record<string, object> }
type Document = {
  paths: Record<string, { post: { responses: Record<string, Response> } }>
  components: { headers: Record<string, Header> }
}

export type Reference = {
  document: Document
  /** By status. */
  responses: Record<string, Response>
  resolve(header: Referable<Header>): Header
}

/** The reference as the app under test serves it. */
export async function readReference(): Promise<Reference> {
  const { text } = await send({ method: 'GET', path: '/openapi.json' })
  const document = JSON.parse(text) as Document
  return {
    document,
    responses: document.paths['/api/billing-portal']?.post.responses ?? {},
    resolve(header) {
      if (!('$ref' in header)) return header
      const found = document.components.headers[header.$ref.replace('#/components/headers/', '')]
      if (!found) throw new Error(`The reference has no ${header.$ref}.`)
      return found
    },
  }
}
