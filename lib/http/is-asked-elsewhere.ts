/**
 * Whether a page was asked for under another host name than this deployment's own: a preview's deployment
 * URL, `127.0.0.1`, a staging alias.
 *
 * It is a hint and no more. `X-Forwarded-Host` is what most proxies say the browser asked for (Next fills it
 * in from `Host` where nobody has), and a plain proxy sends neither, but its own name for this server. So
 * nothing may depend on it but a redirect that happens once.
 */
export function isAskedElsewhere(headers: Headers, ownOrigin: string): boolean {
  const asked = (headers.get('X-Forwarded-Host') ?? headers.get('Host') ?? '').split(',')[0]?.trim()
  const { protocol, host } = new URL(ownOrigin)
  const address = `${protocol}//${asked}`
  return !asked || !URL.canParse(address) || new URL(address).host !== host
}
