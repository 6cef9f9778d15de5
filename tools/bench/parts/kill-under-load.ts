import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { IDEMPOTENCY_WINDOW_S } from '@/lib/limits/idempotency-key'
import { listRequests, putFixtures } from '@/tools/local/stripe/control'
import { startStripe } from '@/tools/local/stripe/start-stripe'
import type { Headers } from '../load/load'
import { progress } from '../report/progress'
import type { Callers } from '../servers/seed'
import type { Program } from '../servers/start-program'
import type { Server } from '../servers/start-server'
import type { Check } from './check-limits'

type Options = {
  start: (env: Record<string, string>) => Promise<Server[]>
  proxy: Program
  callers: Callers
  requests: number
}

const CONNECTIONS = 16
const MOST_ATTEMPTS = 5

type Call = Headers & { 'Idempotency-Key': string }
type Outcome = { call: Call; url: string | null; attempts: number }

/** How many of the calls are repeated afterwards. */
const REPEATED = 200

const PATH = '/v1/billing_portal/sessions'

/**
 * Local processes each have an origin of their own, which would be the return address. A repeat must be the
 * same for Stripe, whichever process sends it, so the client names the address.
 */
const SHOP = 'https://shop.example.com'
const BODY = JSON.stringify({ returnUrl: `${SHOP}/billing` })

/**
 * Kills one of several processes while a client sends requests, each with an Idempotency-Key. The client
 * repeats what failed with the same key, as an API's client would. Afterwards it repeats some once more: they
 * must have the same URL, and Stripe must have seen one key for each request. That takes the local Stripe,
 * which has Stripe's idempotency.
 */
export async function killUnderLoad({ start, proxy, callers, requests }: Options): Promise<Check> {
  progress('Killing a process under load')
  const stripe = await startStripe({ statePath: null })
  try {
    await putFixtures(
      stripe.address,
      callers.customers.map((id) => ({ id, object: 'customer' })),
    )
    const servers = await start({ ...stripe.variables, ALLOWED_RETURN_ORIGINS: SHOP })
    await proxy.tell({ ports: servers.map(({ port }) => port) })
    const url = `http://127.0.0.1:${proxy.port}/api/billing-portal`

    const keysAtStripe = async () =>
      new Set(
        (await listRequests(stripe.address, { path: PATH })).map(({ idempotencyKey }) => idempotencyKey),
      ).size
    const [keysBefore, windowBefore] = [await keysAtStripe(), currentWindow()]
    let killing: Promise<void> | undefined
    const calls = Array.from({ length: requests }, (_, i): Call => {
      return {
        ...callers.keys[i % callers.keys.length],
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      }
    })
    const outcomes = await callAll(url, calls, (done) => {
      if (done > requests / 3) killing ??= servers[0]?.kill()
    })
    await killing

    const first = outcomes.toSorted((a, b) => b.attempts - a.attempts).slice(0, REPEATED)
    const again = await callAll(
      url,
      first.map(({ call }) => call),
    )
    const urlsBefore = new Map(first.map((outcome) => [outcome.call, outcome.url]))
    const same = again.filter((outcome) => outcome.url === urlsBefore.get(outcome.call)).length
    const keys = (await keysAtStripe()) - keysBefore
    await Promise.all(servers.map((server) => server.kill()))

    const lost = [...outcomes, ...again].filter((outcome) => outcome.url === null).length
    const repeated = outcomes.filter(({ attempts }) => attempts > 1).length
    // A repeat after the end of a window creates a second session, which is a known limit.
    const isExact = (same === again.length && keys === requests) || currentWindow() !== windowBefore
    return {
      passed: lost === 0 && outcomes.length === requests && isExact,
      sentence:
        `One of ${servers.length} processes killed under load: ${outcomes.length} requests, ${lost} without a ` +
        `portal URL, ${repeated} repeated with their Idempotency-Key; ${keys} keys at Stripe; ` +
        `${same} of ${again.length} URLs the same when repeated again.`,
    }
  } finally {
    await stripe.stop()
  }
}

/** Makes all calls on some connections. */
async function callAll(url: string, calls: readonly Call[], onDone = (_: number) => {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const left = calls.values()
  const work = async () => {
    for (const call of left) {
      outcomes.push(await callPatiently(url, call))
      onDone(outcomes.length)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  return outcomes
}

async function callPatiently(url: string, call: Call): Promise<Outcome> {
  for (let attempts = 1; ; attempts += 1) {
    // A connection that breaks within the body has no URL either.
    const found = await fetch(url, { method: 'POST', headers: call, body: BODY })
      .then(async (response) => (response.ok ? String(Object(await response.json()).url) : null))
      .catch(() => null)
    if (found !== null || attempts === MOST_ATTEMPTS) return { call, url: found, attempts }
    await sleep(100 * attempts)
  }
}

const currentWindow = () => Math.floor(Date.now() / 1_000 / IDEMPOTENCY_WINDOW_S)
