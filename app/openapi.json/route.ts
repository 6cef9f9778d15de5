import { env } from '@/lib/env'
import { apiHandler } from '@/lib/http/api-handler'
import { openApiDocument } from '@/lib/openapi/document'
import { docsUrl, origin } from '@/lib/origin'
import { publicResponse } from '../docs/public-response'

/** The API reference for machines: https://spec.openapis.org/oas/v3.1 */
export const GET = apiHandler(async () => {
  const { rateLimitPerMinute } = env().api
  const document = openApiDocument({ origin: origin(), docsUrl: docsUrl(), rateLimitPerMinute })
  return publicResponse('application/json', JSON.stringify(document))
})

// The build does not know the origin.
export const dynamic = 'force-dynamic'
