import { isIP } from 'node:net'

/** An IPv4 address with a port, or an IPv6 address in brackets with or without one (RFC 7239, section 6). */
const WITH_PORT = /^(?:(\d+(?:\.\d+){3}):\d+|\[([^\]]+)\](?::\d+)?)$/

/**
 * The client's IP address out of the header that the deployment's own proxy writes. Of a list
 * (`X-Forwarded-For`) the last entry counts: the proxy nearest to us added it, and whatever stands before it
 * may have been sent by the client.
 *
 * @returns null when the header is absent or its last entry is no IP address
 */
export function clientAddress(value: string | null): string | null {
  const last = value?.split(',').at(-1)?.trim() ?? ''
  const [, v4, v6] = WITH_PORT.exec(last) ?? []
  const address = v4 ?? v6 ?? last
  // A zone (`fe80::1%eth0`) is a name on some machine's network card, and nothing to be stored.
  return isIP(address) === 0 || address.includes('%') ? null : address.toLowerCase()
}
