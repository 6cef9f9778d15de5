import { after } from 'next/server'
import { hashApiKey, parseApiKey } from '@/lib/api-keys/format'
import { reportApiKey } from '@/lib/api-keys/revoke-api-key'
import { tellOwners } from '@/lib/api-keys/tell-owners'
import { requestSource } from '@/lib/audit/request-source'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'
import { hashedCaller } from '@/lib/limits/hashed-caller'
import { requireWithinLimit } from '@/lib/limits/rate-limit'
import { log } from '@/lib/log'

/** Requests per minute: from one IP address, and from all clients together when addresses are unknown. */
const PER_SENDER = 60
const PER_DEPLOYMENT = 600

const MESSAGE = 'If the Authorization header held an active API key, that key is now revoked.'

/**
 * Revokes the API key that the request is sent with, so that anybody who finds a leaked key can end it. The
 * response is always the same and reveals nothing about the key. Owners see the report on their pages, and
 * get an email if a mail server is configured.
 */
export const POST = apiHandler(async ({ headers, bearer }) => {
  const from = requestSource(headers)
  const sender = from.address ? hashedCaller('report', from.address) : 'report'
  await requireWithinLimit(sender, from.address ? PER_SENDER : PER_DEPLOYMENT)

  const key = bearer.kind === 'token' ? parseApiKey(bearer.token) : null
  const reported = key ? await reportApiKey(hashApiKey(key), from) : null
  if (reported?.kind === 'revoked') {
    log.warn('key.reported', { account: reported.accountId })
    // Once the response is sent, so that it says nothing about the key by being late.
    after(() => tellOwners(reported))
  }
  return jsonResponse(200, { message: MESSAGE })
})

export const GET = methodNotAllowed('POST')
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as PUT }
