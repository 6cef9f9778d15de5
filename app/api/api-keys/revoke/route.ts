import { hashApiKey, parseApiKey } from '@/lib/api-keys/format'
import { reportApiKey } from '@/lib/api-keys/revoke-api-key'
import { requestSource } from '@/lib/audit/request-source'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'
import { requireWithinLimit } from '@/lib/limits/rate-limit'
import { log } from '@/lib/log'

/** Requests a minute from one address, and from all together where no address is known. */
const PER_SENDER = 60
const PER_DEPLOYMENT = 600

const MESSAGE = 'If the Authorization header held an active API key, that key is revoked now.'

/**
 * For whoever finds a key: revokes the key that is the request's own credential. The response is always the
 * same, so that it tells nothing about a key. Owners see it on their pages.
 */
export const POST = apiHandler(async ({ headers, bearer }) => {
  const from = requestSource(headers)
  const sender = from.address ? `report:${from.address}` : 'report'
  await requireWithinLimit(sender, from.address ? PER_SENDER : PER_DEPLOYMENT)

  const key = bearer.kind === 'token' ? parseApiKey(bearer.token) : null
  const reported = key ? await reportApiKey(hashApiKey(key), from) : null
  if (reported?.kind === 'revoked') log.warn('key.reported', { account: reported.accountId })
  return jsonResponse(200, { message: MESSAGE })
})

export const GET = methodNotAllowed('POST')
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as PUT }
