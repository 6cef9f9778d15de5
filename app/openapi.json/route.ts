import { apiHandler } from '@/lib/http/api-handler'
import { openApiDocument } from '@/lib/openapi/document'
import { docsUrl, origin } from '@/lib/origin'

/** The API reference for machines: https://spec.openapis.org/oas/v3.1 */
export const GET = apiHandler(async () =>
  Response.json(openApiDocument(origin(), docsUrl()), {
    // Open to any site: it holds nothing but the reference.
    headers: { 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' },
  }),
)

// The origin is known when the server runs, not when it is built.
export const dynamic = 'force-dynamic'
