/** As much of a browser as the portal needs: it sends forms and follows the redirects of one origin. */
export class TestBrowser {
  /** Opens an address, and follows redirects until a page or another origin. */
  async open(url: string, init: RequestInit = {}): Promise<TestPage> {
    const response = await fetch(url, { redirect: 'manual', ...init })
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
  post(url: string, fields: Record<string, string> = {}): Promise<TestPage> {
    return this.open(url, { method: 'POST', body: new URLSearchParams(fields) })
  }
}

export type TestPage = { url: string; status: number; headers: Headers; html: string }
