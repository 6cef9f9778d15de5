import { apiHandler } from '@/lib/http/api-handler'
import { origin } from '@/lib/origin'
import { ownReference } from '../docs/build-reference'
import { publicResponse } from '../docs/public-response'
import { llmsIndex } from '../docs/reference-markdown'

/** The index for language models: https://llmstxt.org */
export const GET = apiHandler(async () =>
  publicResponse('text/plain; charset=utf-8', llmsIndex(ownReference(), origin())),
)

// The build does not know the origin.
export const dynamic = 'force-dynamic'
