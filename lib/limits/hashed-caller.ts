import { createHmac } from 'node:crypto'
import { authSecret } from '../auth-secret'

/**
 * The name under which a limit counts somebody who is known by personal data alone, such as an email or an IP
 * address. The data themselves are not stored: their HMAC tells nothing to who reads the table without the
 * deployment's secret.
 *
 * @param kind what is counted, such as `report`
 */
export function hashedCaller(kind: string, personal: string): string {
  const digest = createHmac('sha256', authSecret()).update(`${kind}:${personal}`).digest('hex')
  return `${kind}:${digest.slice(0, 32)}`
}
