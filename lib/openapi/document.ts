import { z } from 'zod'
import { KEY_REPORT_MESSAGE } from '../api-keys/key-report'
import { cookieNames } from '../auth/cookies'
import { MAX_BODY_SIZE } from '../max-body-bytes'
import { portalInput } from '../portal/input'
import { EXAMPLES } from './examples'
import { errorSchema, failureResponses, keyReportFailures } from './failure-responses'
import { HEADERS, headerComponents, RATE_LIMIT_HEADERS } from './headers'

/**
 * The API reference as OpenAPI 3.1, generated from the route's schema and the table of errors.
 *
 * @param settings.origin this deployment's origin, the only server
 * @param settings.docsUrl the base of `docUrl` in the examples
 * @param settings.rateLimitPerMinute for the examples of the rate limit headers
 */
export function openApiDocument(settings: { origin: string; docsUrl: string; rateLimitPerMinute: number }) {
  const { origin, docsUrl, rateLimitPerMinute } = settings
  return {
    openapi: '3.1.1',
    info: {
      title: 'OrbitKit Billing',
      version: '1.0.0',
      summary: 'Hands the right person a Stripe Billing Portal session.',
      description: 'In the portal people see their invoice history and manage their payment methods.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-proprietary' },
    },
    servers: [{ url: origin, description: 'This deployment' }],
    externalDocs: { url: `${origin}/docs`, description: 'The same reference as a web page' },
    tags: [
      { name: 'Billing', description: 'The billing portal' },
      { name: 'API keys', description: 'The keys that programs send' },
    ],
    security: [{ apiKey: [] }, { session: [] }],
    paths: {
      '/api/billing-portal': {
        post: {
          operationId: 'createBillingPortalSession',
          summary: 'Create billing portal session',
          description:
            'Returns a Stripe Billing Portal URL where the user can view invoice history and manage ' +
            'payment methods. The URL signs its holder in: do not store, log or share it.',
          tags: ['Billing'],
          parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }],
          requestBody: requestBody(),
          responses: {
            '200': {
              description: 'Billing portal session URL',
              headers: { ...HEADERS.always, ...RATE_LIMIT_HEADERS },
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/PortalSession' },
                  example: EXAMPLES.portalSession,
                },
              },
            },
            '303': {
              description:
                'Redirect after a form post of our own pages: to the portal or to `/billing?error=CODE`.',
              headers: { ...HEADERS.always, ...RATE_LIMIT_HEADERS, Location: HEADERS.location },
            },
            ...failureResponses(docsUrl),
          },
        },
      },
      '/api/api-keys/revoke': { post: revokeOperation(docsUrl) },
    },
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'orbitkit_…',
          description: 'An API key of a billing account.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieNames(origin).sessionToken,
          description:
            'The session of a signed-in person. Only requests from our own pages are accepted with it.',
        },
      },
      parameters: { IdempotencyKey: HEADERS.idempotencyKey },
      headers: headerComponents(rateLimitPerMinute),
      schemas: {
        PortalInput: inputSchema(portalInput),
        PortalForm: inputSchema(portalInput.omit({ flow: true })),
        PortalSession: {
          type: 'object',
          required: ['url'],
          additionalProperties: false,
          properties: {
            url: {
              type: 'string',
              format: 'uri',
              description: 'Stripe Billing Portal redirect URL',
              examples: [EXAMPLES.portalUrl],
            },
          },
        },
        KeyReport: {
          type: 'object',
          required: ['message'],
          additionalProperties: false,
          properties: {
            message: {
              type: 'string',
              const: KEY_REPORT_MESSAGE,
              description: 'The same, whatever was sent.',
            },
          },
        },
        Error: errorSchema(docsUrl),
      },
    },
  }
}

const inputSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })

/** Anyone may call it, so its security has an alternative without a key. */
function revokeOperation(docsUrl: string) {
  return {
    operationId: 'revokeApiKey',
    summary: 'Revoke a leaked API key',
    description:
      'Revokes the API key that the request is sent with. Anyone who finds a key can revoke it this way. ' +
      'The response is always the same and reveals nothing about the key. The body is not read.',
    tags: ['API keys'],
    security: [{ apiKey: [] }, {}],
    responses: {
      '200': {
        description: 'The key, if there was one, is revoked',
        headers: { ...HEADERS.always, ...RATE_LIMIT_HEADERS },
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/KeyReport' },
            example: { message: KEY_REPORT_MESSAGE },
          },
        },
      },
      ...keyReportFailures(docsUrl),
    },
  }
}

function requestBody() {
  return {
    required: false,
    description:
      `Every field is optional, and so is the body. At most ${MAX_BODY_SIZE}. Programs send JSON. Forms ` +
      'are only for our own pages, with a session.',
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/PortalInput' },
        examples: {
          nothing: { summary: 'The portal’s front page', value: {} },
          card: {
            summary: 'Directly to adding a card, in German',
            value: EXAMPLES.input,
          },
        },
      },
      'application/x-www-form-urlencoded': {
        schema: { $ref: '#/components/schemas/PortalForm' },
      },
    },
  }
}
