import { createHmac } from 'node:crypto'
import { authSecret } from '../auth-secret'

/**
 * The name of a bucket for personal data, such as an email or IP address. It contains the data's HMAC, which
 * reveals nothing without the deployment's secret.
 *
 * @param kind what is counted, such as `report`
 */
export function hashedBucket(kind: string, personal: string): string {
  const digest = createHmac('sha256', authSecret()).update(`${kind}:${personal}`).digest('hex')
  return `${kind}:${digest.slice(0, 32)}`
}
