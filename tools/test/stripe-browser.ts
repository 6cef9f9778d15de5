/**
 * As much of a browser as the portal needs: it keeps cookies by path, sends `Origin` with forms and follows the redirects of one origin.
 */
export class TestBrowser {
  readonly #cookies = new Map<string, string>()

  /** Opens an address, and follows redirects until a page or another origin. */
  async open(url: string, init: RequestInit = {}): Promise<TestPage> {
    const cookie = [...this.#cookies]
      .filter(([path]) => new URL(url).pathname.startsWith(path))
      .map(([, pair]) => pair)
    const headers = { ...(cookie.length > 0 && { Cookie: cookie.join('; ') }), ...init.headers }
    const response = await fetch(url, { redirect: 'manual', ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split('; ')
      this.#cookies.set(attributes.find((a) => a.startsWith('Path='))?.slice(5) ?? '/', pair)
    }
    const location = response.headers.get('location')
    const next = location === null ? null : new URL(location, url)
    if (next && next.origin === new URL(url).origin) return this.open(next.href)
    return {
      url: next?.href ?? url,
      status: response.status,
      headers: response.headers,
      html: await response.text(),
    }
  }

  /** Sends the form of a page, as a click on its button would. */
  post(
    url: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<TestPage> {
    const { origin } = new URL(url)
    return this.open(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: origin, ...headers },
    })
  }
}

export type TestPage = { url: string; status: number; headers: Headers; html: string }
