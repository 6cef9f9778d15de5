type Cookie = { name: string; value: string; host: string; path: string }

/** A page as the tests' browser sees it: where it ended up, and what it got there. */
export type Visited = { url: string; status: number; text: string }

/**
 * A browser for tests without the weight of one: it keeps cookies by host and path (ports share them, as in
 * browsers), follows redirects and submits forms. `stopAt` ends the redirects before an address that nobody
 * answers.
 */
export function createTestBrowser({ stopAt = () => false }: { stopAt?: (url: string) => boolean } = {}) {
  let cookies: Cookie[] = []

  const keep = (url: URL, header: string) => {
    const [pair = '', ...attributes] = header.split(/;\s*/)
    const at = pair.indexOf('=')
    const attribute = (name: string) =>
      attributes.find((a) => a.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1)
    const cookie = {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      host: url.hostname,
      path: attribute('path') ?? '/',
    }
    cookies = cookies.filter(
      (c) => c.name !== cookie.name || c.host !== cookie.host || c.path !== cookie.path,
    )
    const gone = attribute('max-age') === '0' || Date.parse(attribute('expires') ?? '') <= Date.now()
    if (!gone) cookies.push(cookie)
  }
  const cookiesFor = (url: URL) =>
    cookies.filter((c) => c.host === url.hostname && url.pathname.startsWith(c.path))

  async function visit(
    address: string,
    init: { form?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Promise<Visited> {
    const url = new URL(address)
    if (stopAt(url.href)) return { url: url.href, status: 0, text: '' }
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        Accept: 'text/html',
        Cookie: cookiesFor(url)
          .map((c) => `${c.name}=${c.value}`)
          .join('; '),
        ...init.headers,
      },
      ...(init.form && { method: 'POST', body: new URLSearchParams(init.form) }),
    })
    for (const header of response.headers.getSetCookie()) keep(url, header)
    const location = response.headers.get('Location')
    const text = await response.text()
    // 302 and 303 become a GET, as browsers have it.
    return location ? visit(new URL(location, url).href) : { url: url.href, status: response.status, text }
  }

  return {
    visit,
    cookie: (name: string): string | undefined => cookies.find((c) => c.name === name)?.value,
    setCookie: (address: string, name: string, value: string) =>
      keep(new URL(address), `${name}=${value}; Path=/`),
  }
}
