import { requestSource } from '../audit/request-source'
import { hashedCaller } from '../limits/hashed-caller'
import { spendRequest } from '../limits/rate-limit'

const WINDOW_S = 15 * 60

/** Links in {@link WINDOW_S} to one address, at the request of one client, and where no client is known. */
const PER_ADDRESS = 5
const PER_CLIENT = 20
const PER_DEPLOYMENT = 300

/**
 * Counts a request for a sign-in link. Whether somebody has the address makes no difference.
 *
 * The client comes first, so that one which is refused uses up nobody's links.
 *
 * @returns what was reached; null when the link may be sent
 */
export async function findMailLimit(email: string, headers: Headers): Promise<'client' | 'address' | null> {
  const { address } = requestSource(headers)
  const client = address
    ? await spendRequest(hashedCaller('link-from', address), PER_CLIENT, WINDOW_S)
    : await spendRequest('link', PER_DEPLOYMENT, WINDOW_S)
  if (client.kind === 'denied') return 'client'
  const { kind } = await spendRequest(hashedCaller('link-to', email), PER_ADDRESS, WINDOW_S)
  return kind === 'denied' ? 'address' : null
}
