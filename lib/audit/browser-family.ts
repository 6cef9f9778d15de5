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
