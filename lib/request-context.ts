import { AsyncLocalStorage } from 'node:async_hooks'

/** What belongs to one request, wherever in the code it is needed. */
export type RequestContext = {
  /** Sent as `X-Request-Id`, and in every log line that the request writes. */
  readonly id: string
  /** Who asks, as in {@link callerName}; null until that is known. */
  caller: string | null
  /** Added to the response, whatever the response turns out to be, such as the rate limit's headers. */
  readonly responseHeaders: Headers
}

const storage = new AsyncLocalStorage<RequestContext>()

/** Does a request's work in a context of its own. */
export function inRequestContext<T>(id: string, work: (context: RequestContext) => T): T {
  const context: RequestContext = { id, caller: null, responseHeaders: new Headers() }
  return storage.run(context, () => work(context))
}

/** The context of the request that is being served; null where there is none, as in commands. */
export function findRequestContext(): RequestContext | null {
  return storage.getStore() ?? null
}
