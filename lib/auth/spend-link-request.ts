import { requestSource } from '../audit/request-source'
import { hashedBucket } from '../limits/hashed-bucket'
import { LONG_WINDOW_S, spendRequest } from '../limits/rate-limit'

/** Links in {@link LONG_WINDOW_S}: to one address, for one client, and for all clients if none is known. */
const PER_ADDRESS = 5
const PER_CLIENT = 20
const PER_DEPLOYMENT = 300

/**
 * Counts a request for a sign-in link, whether or not a user has the address.
 *
 * The client's limit is spent first, so a refused client does not use up the links of an address.
 *
 * @returns the limit that was reached; null when the link may be sent
 */
export async function spendLinkRequest(
  email: string,
  headers: Headers,
): Promise<'client' | 'address' | null> {
  const { ipAddress } = requestSource(headers)
  const client = ipAddress
    ? await spendRequest(hashedBucket('link-from', ipAddress), PER_CLIENT, LONG_WINDOW_S)
    : await spendRequest('link', PER_DEPLOYMENT, LONG_WINDOW_S)
  if (client.kind === 'denied') return 'client'
  const { kind } = await spendRequest(hashedBucket('link-to', email), PER_ADDRESS, LONG_WINDOW_S)
  return kind === 'denied' ? 'address' : null
}
