import { after } from 'next/server'
import { hashApiKey, parseApiKey } from '@/lib/api-keys/format'
import { KEY_REPORT_LIMITS, KEY_REPORT_MESSAGE } from '@/lib/api-keys/key-report'
import { reportApiKey } from '@/lib/api-keys/revoke-api-key'
import { tellOwners } from '@/lib/api-keys/tell-owners'
import { requestSource } from '@/lib/audit/request-source'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'
import { hashedBucket } from '@/lib/limits/hashed-bucket'
import { requireWithinLimit, spendRequest } from '@/lib/limits/rate-limit'
import { log } from '@/lib/log'

/**
 * Revokes the API key that the request is sent with, so that anybody who finds a leaked key can end it. The
 * response is always the same and reveals nothing about the key. Owners see the report on their pages, and
 * get an email if a mail server is configured.
 */
export const POST = apiHandler(async ({ headers, bearer }) => {
  const from = requestSource(headers)
  const sender = from.ipAddress ? hashedBucket('report', from.ipAddress) : 'report'
  const { perSender, perDeployment } = KEY_REPORT_LIMITS
  await requireWithinLimit(await spendRequest(sender, from.ipAddress ? perSender : perDeployment))

  const key = bearer.kind === 'token' ? parseApiKey(bearer.token) : null
  const reported = key ? await reportApiKey(hashApiKey(key), from) : null
  if (reported?.kind === 'revoked') {
    log.warn('key.reported', { account: reported.accountId })
    // Once the response is sent, so that it says nothing about the key by being late.
    after(() => tellOwners(reported))
  }
  return jsonResponse(200, { message: KEY_REPORT_MESSAGE })
})

export const GET = methodNotAllowed('POST')
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as PUT }
