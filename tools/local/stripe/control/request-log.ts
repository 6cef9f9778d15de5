/** A recorded API call, without its key and parameters. */
export type LoggedRequest = {
  id: string
  /** Milliseconds since 1970. */
  at: number
  method: string
  /** Without the query. */
  path: string
  /** The customer that the call is about, if known. */
  customer: string | null
  idempotencyKey: string | null
  /** The fault that was applied to it. */
  fault: string | null
  /** Null while it is in progress, and if it never got a response. */
  status: number | null
}

/** `path` is a prefix, and `since` is in milliseconds since 1970. */
export type RequestFilter = { customer?: string; path?: string; since?: number }
