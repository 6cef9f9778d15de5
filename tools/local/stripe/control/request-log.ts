/** A load test must not fill the memory. */
const KEPT_REQUESTS = 20_000

/** A call of the API as it was seen, without its key and its parameters. */
export type LoggedRequest = {
  id: string
  /** Milliseconds since 1970. */
  at: number
  method: string
  /** Without the query. */
  path: string
  /** The customer whom the call is about, where it says so. */
  customer: string | null
  idempotencyKey: string | null
  /** The fault that struck it. */
  fault: string | null
  /** Null while it is being answered, and when it was never answered. */
  status: number | null
}

export type RequestFilter = {
  customer?: string | undefined
  /** A beginning of the path. */
  path?: string | undefined
  /** Milliseconds since 1970. */
  since?: number | undefined
}

/** The calls of the API, oldest first, so that tests can count what Stripe saw. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = []

  add(request: LoggedRequest): LoggedRequest {
    this.#requests.push(request)
    if (this.#requests.length > KEPT_REQUESTS) this.#requests.shift()
    return request
  }

  find({ customer, path, since }: RequestFilter): LoggedRequest[] {
    return this.#requests.filter(
      (request) =>
        (customer === undefined || request.customer === customer) &&
        (path === undefined || request.path.startsWith(path)) &&
        (since === undefined || request.at >= since),
    )
  }
}
