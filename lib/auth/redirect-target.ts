/**
 * Where a browser may be sent after signing in or out: an http or https address on this origin, else the
 * origin itself. Everything that a browser reads as another site (`//evil`, `/\evil`) is seen as such,
 * because it is resolved just as a browser does. A `blob:` address says the origin of its maker, and is none
 * that one can be sent to.
 *
 * @param asked what the request or its cookie asks for, absolute or a path
 */
export function redirectTarget(asked: string, ownOrigin: string): string {
  if (!URL.canParse(asked, ownOrigin)) return ownOrigin
  const { protocol, origin, pathname, search, hash } = new URL(asked, ownOrigin)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && origin === ownOrigin ? ownOrigin + pathname + search + hash : ownOrigin
}
