import type { BrowserContext } from 'playwright/test'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * What a browser has to complain about: errors on its console (a violation of the Content-Security-Policy is
 * one), exceptions that nobody caught, and requests to anywhere but this machine.
 */
export class Complaints {
  readonly #found: string[] = []
  readonly #expected: RegExp[] = []

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#found.push(`console: ${message.text()}`)
    })
    context.on('weberror', (event) => this.#found.push(`exception: ${event.error().message}`))
    context.on('request', (request) => {
      if (!isLocal(request.url())) this.#found.push(`request to ${new URL(request.url()).origin}`)
    })
  }

  /** Lets one kind of complaint pass, such as that of a request which a test means to fail. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** Lets pass what browsers write when something is answered with this status. */
  expectStatus(status: number): void {
    this.expect(new RegExp(`^console: Failed to load resource: .* status of ${status} `))
  }

  unexpected(): string[] {
    return this.#found.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)))
  }
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return !protocol.startsWith('http') || LOOPBACK.includes(hostname) || hostname.endsWith('.localhost')
}
