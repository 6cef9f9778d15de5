import { apiHandler } from '@/lib/http/api-handler'
import { origin } from '@/lib/origin'
import { ownReference } from '../docs/own-reference'
import { publicText } from '../docs/public-text'
import { referenceMarkdown } from '../docs/reference-markdown'

/** The API reference as Markdown: https://www.rfc-editor.org/rfc/rfc7763 */
export const GET = apiHandler(async () =>
  publicText('text/markdown', referenceMarkdown(ownReference(), origin())),
)

// The build does not know the origin.
export const dynamic = 'force-dynamic'
