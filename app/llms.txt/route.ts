import { apiHandler } from '@/lib/http/api-handler'
import { origin } from '@/lib/origin'
import { llmsIndex } from '../docs/llms-index'
import { ownReference } from '../docs/own-reference'
import { publicText } from '../docs/public-text'

/** The index for language models: https://llmstxt.org */
export const GET = apiHandler(async () => publicText('text/plain', llmsIndex(ownReference(), origin())))

// The build does not know the origin.
export const dynamic = 'force-dynamic'
