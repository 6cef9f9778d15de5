import type { StripeObject } from './account/store'
import type { Fixture } from './control/put-fixture'
import type { LoggedRequest, RequestFilter } from './control/request-log'
import type { FaultInput } from './faults/fault'
import type { Occurrence } from './webhooks/webhook-sender'
import type { StripeEvent } from './wire'

/**
 * The control API of a local Stripe, for tests and for the demo. `baseUrl` is its `STRIPE_API_BASE_URL`.
 * Each function throws when the server refuses, with the server's reason.
 */

/** Makes the next calls fail that fit the fault: `times` of them, one unless given. */
export async function injectFault(baseUrl: string, fault: FaultInput): Promise<void> {
  await ask(baseUrl, 'POST', 'faults', fault)
}

/** Forgets the faults that have not struck yet. */
export async function clearFaults(baseUrl: string): Promise<void> {
  await ask(baseUrl, 'DELETE', 'faults')
}

/** The calls of Stripe's API that were seen, oldest first. */
export async function listRequests(baseUrl: string, filter: RequestFilter = {}): Promise<LoggedRequest[]> {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))
  const { data } = (await ask(baseUrl, 'GET', `requests?${query}`)) as { data: LoggedRequest[] }
  return data
}

/** Sends an event to the webhook endpoint. With the `id` of an earlier one it is a repeated delivery. */
export async function emitEvent(baseUrl: string, event: Occurrence): Promise<StripeEvent> {
  return (await ask(baseUrl, 'POST', 'events', event)) as StripeEvent
}

/**
 * Puts Stripe objects into the account as they are, over those with the same ids. Usual fields that are
 * missing are added, extra ones are kept, and no event is sent.
 * @returns the objects as they are now, in the order given
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
