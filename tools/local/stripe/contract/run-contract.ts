import Stripe from 'stripe'
import { injectFault } from '../control'
import { accessCalls } from './calls/access-calls'
import { objectCalls } from './calls/object-calls'
import { sessionCalls } from './calls/session-calls'
import type { ContractCall } from './contract-call'
import { makeWorld, type Removals, type World } from './make-world'

/**
 * The Stripe calls that this product and its tests make, with the expected results. `contract.test.ts` runs
 * them against the local Stripe, `npm run stripe-contract` against Stripe's test mode.
 */
export const CONTRACT: readonly ContractCall[] = [...sessionCalls, ...accessCalls, ...objectCalls]

export type Outcome = { name: string; source: string } & (
  | { kind: 'met' }
  | { kind: 'differs'; differences: string[] }
  | { kind: 'not-provoked'; reason: string }
)

/**
 * Runs the contract in an account, and removes what it created there.
 * @param controlUrl of a local Stripe, to inject faults for what a real account cannot be made to do
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
 * Describes how a result differs from the expected one. Expected values are plain values, regular
 * expressions, `String`, `Number` and `Boolean` for any such value, and objects and lists of these. Other
 * fields are ignored, and every element of a list is compared with the one expected element.
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
