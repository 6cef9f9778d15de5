/**
 * Opens a portal session as a browser does, and reads where its page leads back to. Null when it leads
 * nowhere.
 */
export async function wayBack(portalUrl: string): Promise<string | null> {
  const page = await (await fetch(portalUrl)).text()
  const [, href] = /<a class="back" href="([^"]*)"/.exec(page) ?? []
  return href?.replaceAll('&amp;', '&') ?? null
}
