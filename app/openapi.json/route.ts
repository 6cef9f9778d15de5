import { apiHandler } from '@/lib/http/api-handler'
import { openApiDocument } from '@/lib/openapi/document'
import { docsUrl, origin } from '@/lib/origin'

/** The API reference for machines: https://spec.openapis.org/oas/v3.1 */
export const GET = apiHandler(async () =>
  Response.json(openApiDocument(origin(), docsUrl()), {
    // Readable by any site: the document is public.
    headers: { 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' },
  }),
)

// The build does not know the origin.
export const dynamic = 'force-dynamic'
