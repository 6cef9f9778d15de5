import { ERRORS } from '../errors'

/** The documented envelope. `error` has exactly these four members. */
export function errorSchema() {
  return {
    type: 'object',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        additionalProperties: false,
        properties: {
          code: { type: 'string', description: 'Machine-readable error code', enum: Object.keys(ERRORS) },
          message: { type: 'string', description: 'Human-readable error description' },
          docUrl: {
            type: 'string',
            format: 'uri',
            description: 'Link to relevant API documentation for this error',
          },
          details: {
            type: 'array',
            description: 'Additional validation details (Zod errors)',
            items: {
              type: 'object',
              required: ['path', 'message', 'code'],
              additionalProperties: false,
              properties: { path: { type: 'string' }, message: { type: 'string' }, code: { type: 'string' } },
            },
          },
        },
      },
    },
  }
}
