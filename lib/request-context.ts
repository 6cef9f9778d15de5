import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { ApiError } from './api-error'
import { routeOf } from './route-of'

type Opened = { account: string; flow?: string | undefined }

/** State of the current request, available anywhere in its call tree. */
export type RequestContext = {
  /** Sent as `X-Request-Id`, and in every log line of the request. */
  readonly id: string
  readonly method: string
  /** From {@link routeOf}; null for a static file. */
  readonly route: string | null
  /** By `performance.now()`. */
  readonly startedAt: number
  /** From {@link callerName}; null until known. */
  caller: string | null
  /** What the response reports; null while nothing has failed. */
  failure: ApiError | null
  /** The billing account whose portal or invoice this request opened, and the portal's flow. */
  opened: Opened | null
  /** Stripe's id of the last call that was made for this request. */
  stripeRequestId: string | null
  /** Added to the response, even to a failure. Used for the rate limit's headers. */
  readonly responseHeaders: Map<string, string>
  /** Whether its log line has been written. */
  isRecorded: boolean
}

type Storage = AsyncLocalStorage<RequestContext>

// Next bundles instrumentation, routes and pages apart. They share one storage.
const shared = globalThis as typeof globalThis & { orbitkitRequests?: Storage }
shared.orbitkitRequests ??= new AsyncLocalStorage()
const storage = shared.orbitkitRequests

/** @param pathname percent-encoded, without the query */
export function newRequestContext(
  method: string,
  pathname: string,
  id: string = randomUUID(),
): RequestContext {
  return {
    id,
    method,
    route: routeOf(pathname),
    startedAt: performance.now(),
    caller: null,
    failure: null,
    opened: null,
    stripeRequestId: null,
    responseHeaders: new Map(),
    isRecorded: false,
  }
}

/** Runs a request's work in its context. */
export function inRequestContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work)
}

/** Makes this the context of everything that the current event leads to. For the HTTP server's events. */
export function enterRequestContext(context: RequestContext): void {
  storage.enterWith(context)
}

/** Puts what the request opened into its log line. */
export function noteOpened(opened: Opened): void {
  const context = storage.getStore()
  if (context) context.opened = opened
}

/** The current request's context; null outside a request, as in commands. */
export function findRequestContext(): RequestContext | null {
  return storage.getStore() ?? null
}
