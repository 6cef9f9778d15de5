import { createHmac } from 'node:crypto'
import { authSecret } from '../auth-secret'

/**
 * The bucket name of a caller that only personal data identifies, such as an email or IP address. The name
 * contains their HMAC, which reveals nothing without the deployment's secret.
 *
 * @param kind what is counted, such as `report`
 */
export function hashedCaller(kind: string, personal: string): string {
  const digest = createHmac('sha256', authSecret()).update(`${kind}:${personal}`).digest('hex')
  return `${kind}:${digest.slice(0, 32)}`
}
