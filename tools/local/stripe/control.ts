import type { StripeObject } from './account/store'
import type { Fixture } from './control/put-fixture'
import type { LoggedRequest, RequestFilter } from './control/request-log'
import type { FaultInput } from './faults/fault'
import type { Occurrence } from './webhooks/webhook-sender'
import type { StripeEvent } from './wire'

/**
 * The client of a local Stripe's control API, for tests and the demo. `baseUrl` is its `STRIPE_API_BASE_URL`.
 * Each function throws with the server's reason if the server rejects the request.
 */

/** Makes the next matching calls fail: `times` of them, by default one. */
export async function injectFault(baseUrl: string, fault: FaultInput): Promise<void> {
  await ask(baseUrl, 'POST', 'faults', fault)
}

/** Clears the pending faults. */
export async function clearFaults(baseUrl: string): Promise<void> {
  await ask(baseUrl, 'DELETE', 'faults')
}

/** The recorded API calls, oldest first. */
export async function listRequests(baseUrl: string, filter: RequestFilter = {}): Promise<LoggedRequest[]> {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))
  const { data } = (await ask(baseUrl, 'GET', `requests?${query}`)) as { data: LoggedRequest[] }
  return data
}

/** Sends an event to the webhook endpoint. With the `id` of an earlier event, it is a repeated delivery. */
export async function emitEvent(baseUrl: string, event: Occurrence): Promise<StripeEvent> {
  return (await ask(baseUrl, 'POST', 'events', event)) as StripeEvent
}

/**
 * Puts Stripe objects into the account as they are, replacing those with the same ids. Adds the usual fields
 * that are missing, keeps extra ones, and sends no event.
 * @returns the stored objects, in the given order
 */
export async function putFixtures(baseUrl: string, fixtures: Fixture[]): Promise<StripeObject[]> {
  const { data } = (await ask(baseUrl, 'POST', 'fixtures', fixtures)) as { data: StripeObject[] }
  return data
}

async function ask(baseUrl: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(new URL(`/_local/${path}`, baseUrl), {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  const answer: unknown = await response.json()
  if (!response.ok)
    throw new Error(`The local Stripe refused ${method} /_local/${path}: ${JSON.stringify(answer)}`)
  return answer
}
