import { env } from '../env'
import { browserFamily } from './browser-family'
import { clientAddress } from './client-address'
import type { RequestSource } from './event'

/**
 * Where a request came from. Without CLIENT_ADDRESS_HEADER no header is believed, since a client can write
 * any of them.
 */
export function requestSource(headers: Headers): RequestSource {
  const { clientAddressHeader } = env().api
  return {
    address: clientAddressHeader ? clientAddress(headers.get(clientAddressHeader)) : null,
    browser: browserFamily(headers.get('User-Agent')),
  }
}
