import { isIP } from 'node:net'
import { env } from '../env'
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

/**
 * Every browser claims to be several others, so the order decides.
 * https://developer.mozilla.org/docs/Web/HTTP/Guides/Browser_detection_using_the_user_agent
 */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPiOS|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|HeadlessChrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S+ .*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
]

/** Android says that it is Linux, and an iPhone that it is like Mac OS X. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * A user agent's browser and system without their versions, such as `Firefox on Windows`: enough to recognise
 * oneself by, too little to be recognised by. Null when nothing in it is known. It is what the client says of
 * itself, and proves nothing.
 */
export function browserFamily(userAgent: string | null): string | null {
  const text = userAgent?.slice(0, 512) ?? ''
  const [, browser] = BROWSERS.find(([pattern]) => pattern.test(text)) ?? []
  const [, system] = SYSTEMS.find(([pattern]) => pattern.test(text)) ?? []
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? null
}
