/**
 * Where to redirect after signing in or out: an http or https URL on this origin, else the origin itself. It
 * resolves the value as a browser does, so `//evil` and `/\evil` count as other sites. A `blob:` URL reports
 * its creator's origin, but cannot be a redirect target.
 *
 * @param requested the URL or path from the request or its cookie
 */
export function redirectTarget(requested: string, ownOrigin: string): string {
  if (!URL.canParse(requested, ownOrigin)) return ownOrigin
  const { protocol, origin, pathname, search, hash } = new URL(requested, ownOrigin)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && origin === ownOrigin ? ownOrigin + pathname + search + hash : ownOrigin
}
