import type { Example } from './examples'
import type { Field } from './schema-fields'

/** The settings that the reference depends on. URLs have no trailing slash. */
export type ReferenceSettings = { origin: string; docsUrl: string; rateLimitPerMinute: number }

/** The API reference, from which the page and `/docs.md` are rendered. */
export type Reference = {
  title: string
  summary: string
  /** The endpoint's method and URL. */
  request: { method: string; url: string }
  sections: readonly ReferenceSection[]
}

export type ReferenceSection = {
  /** The anchor. */
  id: string
  title: string
  blocks: readonly Block[]
  /** Shown beside the text. */
  examples: readonly Example[]
}

/** `text` is a paragraph of Markdown, limited to code, strong text and links. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'fields'; title: string; fields: readonly Field[] }
  | { kind: 'failures'; failures: readonly Failure[] }

/** A status of the endpoint with its codes and their example bodies. */
export type Failure = {
  status: string
  description: string
  codes: readonly { code: string; body: string }[]
}
