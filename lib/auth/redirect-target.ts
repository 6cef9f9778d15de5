/**
 * Where NextAuth may send a browser after signing in or out: an address on this origin, else the origin itself.
 * Everything that a browser reads as another site (`//evil`, `/\evil`) is seen as such, because it is resolved
 * just as a browser does.
 *
 * @param asked what the request or its cookie asks for, absolute or a path
 */
export function redirectTarget(asked: string, ownOrigin: string): string {
  if (!URL.canParse(asked, ownOrigin)) return ownOrigin
  const { origin, pathname, search, hash } = new URL(asked, ownOrigin)
  return origin === ownOrigin ? ownOrigin + pathname + search + hash : ownOrigin
}
