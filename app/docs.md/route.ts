import { apiHandler } from '@/lib/http/api-handler'
import { origin } from '@/lib/origin'
import { ownReference } from '../docs/build-reference'
import { publicResponse } from '../docs/public-response'
import { referenceMarkdown } from '../docs/reference-markdown'

/** The API reference as Markdown: https://www.rfc-editor.org/rfc/rfc7763 */
export const GET = apiHandler(async () =>
  publicResponse('text/markdown; charset=utf-8', referenceMarkdown(ownReference(), origin())),
)

// The build does not know the origin.
export const dynamic = 'force-dynamic'
