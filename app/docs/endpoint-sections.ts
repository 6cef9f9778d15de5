import { MAX_BODY_SIZE } from '@/lib/max-body-bytes'
import { openApiDocument } from '@/lib/openapi/document'
import { EXAMPLES } from '@/lib/openapi/examples'
import { failureResponses } from '@/lib/openapi/failure-responses'
import { portalInput } from '@/lib/portal/input'
import { errorBody, formatBody, requestExample, responseExample } from './examples'
import { REQUEST_HEADERS, responseHeaders } from './header-fields'
import type { Failure, ReferenceSection, ReferenceSettings } from './reference'
import { type Schema, schemaFields } from './schema-fields'

/** The sections on the request and its responses. */
export function endpointSections(settings: ReferenceSettings): ReferenceSection[] {
  const { origin, docsUrl } = settings
  // The document's types are literal; each of these is a JSON Schema.
  const schemas = openApiDocument(settings).components.schemas as Record<SchemaName, Schema>
  return [
    {
      id: 'authentication',
      title: 'Authentication',
      blocks: [
        text(
          'Send an API key of your billing account as a bearer token. The key alone decides whose portal ' +
            'opens. The request cannot name another customer.',
        ),
        text('Owners and billing members create, rotate and revoke keys under [API keys](/api-keys).'),
      ],
      examples: [requestExample(origin, 'request')],
    },
    {
      id: 'headers',
      title: 'Request headers',
      blocks: [{ kind: 'fields', title: 'Request headers', fields: REQUEST_HEADERS }],
      examples: [],
    },
    {
      id: 'body',
      title: 'Request body',
      blocks: [
        text(
          `A JSON object of at most ${MAX_BODY_SIZE}, or an empty body. Every top-level field is ` +
            'optional, and unknown fields are refused.',
        ),
        { kind: 'fields', title: 'Request body', fields: schemaFields(schemas.PortalInput) },
      ],
      examples: [requestExample(origin, 'request with a body', { body: EXAMPLES.input })],
    },
    {
      id: 'success',
      title: 'Success',
      blocks: [
        text(
          '**200** with the URL of a portal session. It is short-lived and signs its holder in. Redirect ' +
            'to it immediately, and do not store, log or share it.',
        ),
        { kind: 'fields', title: 'Response', fields: schemaFields(schemas.PortalSession) },
        text('Every response has these headers, including failures. No response may be cached.'),
        { kind: 'fields', title: 'Response headers', fields: responseHeaders(settings.rateLimitPerMinute) },
      ],
      examples: [responseExample('response', { 200: EXAMPLES.portalSession })],
    },
    {
      id: 'errors',
      title: 'Errors',
      blocks: [
        text(
          'All failures share one envelope. Branch on `code`, whose meaning never changes. ' +
            '[Every code](/api/errors) has an entry that says what to do.',
        ),
        { kind: 'fields', title: 'Error', fields: schemaFields(schemas.Error) },
        text('The endpoint responds with these statuses and codes.'),
        { kind: 'failures', failures: failures(docsUrl) },
      ],
      examples: [
        responseExample('error response', {
          401: errorBody('UNAUTHORIZED', docsUrl),
          404: errorBody('NOT_FOUND', docsUrl),
          400: invalidFieldBody(docsUrl),
        }),
      ],
    },
  ]
}

type SchemaName = 'PortalInput' | 'PortalSession' | 'Error'

const text = (paragraph: string) => ({ kind: 'text', text: paragraph }) as const

/** The error for a customer id in place of a subscription id, with the issue that the schema reports. */
function invalidFieldBody(docsUrl: string) {
  const input = { flow: { type: 'subscription_cancel', subscription: 'cus_1PkQ2Z' } }
  const issues = portalInput.safeParse(input).error?.issues ?? []
  const details = issues.map(({ path, message, code }) => ({ path: path.join('.'), message, code }))
  return { error: { ...errorBody('VALIDATION_FAILED', docsUrl).error, details } }
}

function failures(docsUrl: string): Failure[] {
  return Object.entries(failureResponses(docsUrl)).map(([status, { description, content }]) => ({
    status,
    description: `${description}.`,
    codes: Object.entries(content['application/json'].examples).map(([code, { value }]) => ({
      code,
      body: formatBody(value),
    })),
  }))
}
