import { AsyncLocalStorage } from 'node:async_hooks'

/** State of the current request, available anywhere in its call tree. */
export type RequestContext = {
  /** Sent as `X-Request-Id`, and in every log line of the request. */
  readonly id: string
  /** From {@link callerName}; null until known. */
  caller: string | null
  /** Added to the response, even to a failure. Used for the rate limit's headers. */
  readonly responseHeaders: Headers
}

const storage = new AsyncLocalStorage<RequestContext>()

/** Runs a request's work in its own context. */
export function inRequestContext<T>(id: string, work: (context: RequestContext) => T): T {
  const context: RequestContext = { id, caller: null, responseHeaders: new Headers() }
  return storage.run(context, () => work(context))
}

/** The current request's context; null outside a request, as in commands. */
export function findRequestContext(): RequestContext | null {
  return storage.getStore() ?? null
}
