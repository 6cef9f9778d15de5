/**
 * Every value that a `Cookie` header gives a name, decoded, in the header's order. Cookies of one name for
 * this host and for its parent domain arrive together, and nothing tells which is whose (RFC 6265, 8.6), so
 * that whoever reads one has to look at all.
 */
export function cookieValues(cookieHeader: string | null, name: string): string[] {
  const start = `${name}=`
  const pairs = cookieHeader?.split(';').map((pair) => pair.trim()) ?? []
  return pairs.filter((pair) => pair.startsWith(start)).flatMap((pair) => decoded(pair.slice(start.length)))
}

/** Nothing, where the percent-encoding is broken: then NextAuth has not written it. */
function decoded(value: string): string[] {
  try {
    return [decodeURIComponent(value)]
  } catch {
    return []
  }
}
