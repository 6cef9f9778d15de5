import { isIP } from 'node:net'
import { env } from '../env'
import type { RequestSource } from './event'

/**
 * Where a request came from. Without CLIENT_ADDRESS_HEADER no header is trusted, because a client can forge
 * any of them.
 */
export function requestSource(headers: Headers): RequestSource {
  const { clientAddressHeader } = env().api
  return {
    ipAddress: clientAddressHeader ? clientAddress(headers.get(clientAddressHeader)) : null,
    browser: browserFamily(headers.get('User-Agent')),
  }
}

/** An IPv4 address with a port, or an IPv6 address in brackets with or without one (RFC 7239, section 6). */
const WITH_PORT = /^(?:(\d+(?:\.\d+){3}):\d+|\[([^\]]+)\](?::\d+)?)$/

/**
 * The client's IP address from the header that the deployment's proxy writes. In a list (`X-Forwarded-For`)
 * the last entry counts: the nearest proxy added it, and the client may have sent the others.
 *
 * @returns null when the header is absent or its last entry is not an IP address
 */
export function clientAddress(value: string | null): string | null {
  const last = value?.split(',').at(-1)?.trim() ?? ''
  const [, v4, v6] = WITH_PORT.exec(last) ?? []
  const address = v4 ?? v6 ?? last
  // A zone (`fe80::1%eth0`) names a network interface of one machine.
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

/** The order decides here, too: Android also claims Linux, and an iPhone claims Mac OS X. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * A user agent's browser and system without their versions, such as `Firefox on Windows`: enough for users to
 * recognise their own device, too little to identify anyone. Null when neither is known. The client controls
 * it, so it proves nothing.
 */
export function browserFamily(userAgent: string | null): string | null {
  const text = userAgent?.slice(0, 512) ?? ''
  const [, browser] = BROWSERS.find(([pattern]) => pattern.test(text)) ?? []
  const [, system] = SYSTEMS.find(([pattern]) => pattern.test(text)) ?? []
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? null
}
