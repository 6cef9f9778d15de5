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

/** `path` is a beginning of it, and `since` in milliseconds since 1970. */
export type RequestFilter = { customer?: string; path?: string; since?: number }

/** The calls of the API that fit, oldest first, so that tests can count what Stripe saw. */
export function findRequests(all: LoggedRequest[], filter: RequestFilter): LoggedRequest[] {
  const { customer, path = '', since = 0 } = filter
  return all
    .filter((request) => request.at >= since && request.path.startsWith(path))
    .filter((request) => customer === undefined || request.customer === customer)
}
