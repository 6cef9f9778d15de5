import Stripe from 'stripe'
import { injectFault } from '../control'
import { accessCalls } from './calls/access-calls'
import { objectCalls } from './calls/object-calls'
import { sessionCalls } from './calls/session-calls'
import type { ContractCall } from './contract-call'
import { makeWorld, type Removals, type World } from './make-world'

/**
 * The calls of Stripe that this product and its tests make, with what must come back. `contract.test.ts`
 * makes them here, `npm run stripe-contract` in Stripe's test mode.
 */
export const CONTRACT: readonly ContractCall[] = [...sessionCalls, ...accessCalls, ...objectCalls]

export type Outcome = { name: string; source: string } & (
  | { kind: 'met' }
  | { kind: 'differs'; differences: string[] }
  | { kind: 'not-provoked'; reason: string }
)

/**
 * Makes every call of the contract in an account, and removes what it made there.
 * @param controlUrl of a local Stripe: what a real account cannot be brought to is a fault there
 */
export async function runContract(
  client: Stripe,
  connect: World['connect'],
  controlUrl?: string,
): Promise<Outcome[]> {
  const removals: Removals = []
  try {
    const world = await makeWorld(client, connect, removals)
    const outcomes: Outcome[] = []
    for (const call of CONTRACT) {
      const { name, source, unprovokable } = call
      if (unprovokable && !controlUrl)
        outcomes.push({ name, source, kind: 'not-provoked', reason: unprovokable.reason })
      else {
        const { customer } = world
        if (unprovokable && controlUrl) await injectFault(controlUrl, { ...unprovokable.fault, customer })
        const found = await differencesOf(call, world)
        const isMet = found.length === 0
        outcomes.push({
          name,
          source,
          ...(isMet ? { kind: 'met' } : { kind: 'differs', differences: found }),
        })
      }
    }
    return outcomes
  } finally {
    for (const remove of removals.reverse()) await remove()
  }
}

async function differencesOf({ call, expected }: ContractCall, world: World): Promise<string[]> {
  try {
    const answer = await call(world)
    return 'answer' in expected ? differences(expected.answer, answer) : ['expected a refusal, got an answer']
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    if ('answer' in expected) return [`expected an answer, got ${error.message}`]
    const { statusCode: status, rawType: type, code = null, param = null, message } = error
    const refusal = { type: 'invalid_request_error', ...expected.refusal(world) }
    return differences(refusal, { status, type, code, param, message })
  }
}

/**
 * Where an answer differs from what is expected of it, in words. Expected are values, regular expressions,
 * `String`, `Number` and `Boolean` for any such value, and objects and lists of these. Fields that they do
 * not name are not compared, and every element of a list has to be like the one that is expected.
 */
function differences(expected: unknown, got: unknown, at = 'it'): string[] {
  const told = [`${at}: expected ${expected}, got ${got}`]
  if (expected instanceof RegExp) return expected.test(String(got)) ? [] : told
  if (typeof expected === 'function') return typeof got === expected.name.toLowerCase() ? [] : told
  if (typeof expected !== 'object' || expected === null) return expected === got ? [] : told
  if (typeof got !== 'object' || got === null) return told
  if (Array.isArray(expected)) {
    const [like] = expected
    return Array.isArray(got) ? got.flatMap((each, n) => differences(like, each, `${at}[${n}]`)) : told
  }
  const values = new Map(Object.entries(got))
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, values.get(name), at === 'it' ? name : `${at}.${name}`),
  )
}
