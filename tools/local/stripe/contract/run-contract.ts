import Stripe from 'stripe'
import { injectFault } from '../control'
import { CONTRACT } from './contract'
import type { ContractCall, Refusal } from './contract-call'
import { makeWorld, type World } from './make-world'

export type Outcome = { name: string; source: string } & (
  | { kind: 'met' }
  | { kind: 'differs'; differences: string[] }
  | { kind: 'not-provoked'; reason: string }
)

type Options = {
  client: Stripe
  connect: World['connect']
  /** The address of the local Stripe, where it is one: what a real account cannot be brought to is provoked by a fault. */
  controlUrl?: string
}

/** Makes every call of the contract in an account, and removes what it made there. */
export async function runContract({ client, connect, controlUrl }: Options): Promise<Outcome[]> {
  const removals: (() => Promise<unknown>)[] = []
  try {
    const world = await makeWorld(client, connect, removals)
    const outcomes: Outcome[] = []
    for (const call of CONTRACT) {
      const { name, source, unprovokable } = call
      if (unprovokable && !controlUrl) {
        outcomes.push({ name, source, kind: 'not-provoked', reason: unprovokable.reason })
        continue
      }
      if (unprovokable && controlUrl)
        await injectFault(controlUrl, { ...unprovokable.fault, customer: world.customer })
      const differences = await differencesOf(call, world)
      outcomes.push({
        name,
        source,
        ...(differences.length > 0 ? { kind: 'differs', differences } : { kind: 'met' }),
      })
    }
    return outcomes
  } finally {
    for (const remove of removals.reverse()) await remove()
  }
}

async function differencesOf(call: ContractCall, world: World): Promise<string[]> {
  const result = await call.call(world).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  )
  if ('answers' in call) {
    if ('error' in result) return [`expected an answer, got ${described(result.error)}`]
    const checked = call.answers.safeParse(result.answer)
    return checked.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
  }
  if (!('error' in result)) return ['expected a refusal, got an answer']
  if (!(result.error instanceof Stripe.errors.StripeError)) throw result.error
  return compared(typeof call.refuses === 'function' ? call.refuses(world) : call.refuses, result.error)
}

function compared(
  { message, ...expected }: Refusal,
  error: InstanceType<typeof Stripe.errors.StripeError>,
): string[] {
  const { statusCode: status, rawType: type, code = null, param = null } = error
  const got: Record<string, unknown> = { status, type, code, param }
  const differences = Object.entries(expected)
    .filter(([name, value]) => got[name] !== value)
    .map(([name, value]) => `${name}: expected ${value}, got ${got[name]}`)
  const isSaid = typeof message === 'string' ? error.message === message : message.test(error.message)
  return isSaid ? differences : [...differences, `message: expected ${message}, got ${error.message}`]
}

const described = (error: unknown) => (error instanceof Error ? error.message : String(error))
