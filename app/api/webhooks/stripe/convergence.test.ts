import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/lib/db'
import { clearFaults, injectFault } from '@/tools/local/stripe/control'
import {
  type BreakableProxy,
  type BreakMoment,
  startBreakableProxy,
} from '@/tools/test/start-breakable-proxy'
import { type Delivery, StripeInbox } from '@/tools/test/stripe-inbox'
import { POST } from './route'

/*
 * However events are delivered, the rows end in the state of Stripe's customers. The local Stripe signs and
 * sends its own events to an inbox. The tests deliver them to the handler late, twice, concurrently and in
 * any order, while customers keep changing and while Stripe or the database fails. Like Stripe, they
 * redeliver an event until it is acknowledged.
 *
 * The handler keeps no state between deliveries, so a broken database connection is equivalent to a crash.
 * Cutting the connection before a statement arrives is a crash before the write; cutting it before the result
 * arrives is a crash after the write.
 */

const mine: string[] = []
let inbox: StripeInbox
let database: BreakableProxy

beforeAll(async () => {
  database = await startBreakableProxy(process.env.DATABASE_URL ?? '')
  process.env.DATABASE_URL = database.url
  inbox = await StripeInbox.start()
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
})

afterEach(calm)

afterAll(async () => {
  await db().billingAccount.deleteMany({ where: { id: { in: mine } } })
  await db().$disconnect()
  await database.stop()
  await inbox.stop()
})

async function newAccount(): Promise<string> {
  const { id } = await db().billingAccount.create({ data: { name: 'Convergence test' } })
  mine.push(id)
  return id
}

/** The accounts' customers, in the order of the accounts. Fails if one is marked stale. */
async function links(accounts: readonly string[]): Promise<(string | null)[]> {
  const rows = await db().billingAccount.findMany({ where: { id: { in: [...accounts] } } })
  expect(rows.every((row) => row.customerStaleAt === null)).toBe(true)
  return accounts.map((id) => rows.find((row) => row.id === id)?.stripeCustomerId ?? null)
}

/** @returns whether the event was acknowledged */
async function deliver({ body, signature }: Delivery): Promise<boolean> {
  const headers = { 'Stripe-Signature': signature }
  const { status } = await POST(new Request('http://localhost/', { method: 'POST', headers, body }))
  expect([200, 500, 502, 503, 504]).toContain(status)
  return status === 200
}

type Trouble = { kind: 'stripe' } | { kind: 'database'; moment: BreakMoment; spared: number }

async function cause(trouble: Trouble): Promise<void> {
  if (trouble.kind === 'database') database.breakOnce(trouble.moment, trouble.spared)
  // The handler does not retry this failure within a delivery, so the delivery fails.
  else await injectFault(inbox.account.address, { kind: 'rate-limit' })
}

/** Removes all injected failures, including those that have not happened yet. */
async function calm(): Promise<void> {
  database.mend()
  await clearFaults(inbox.account.address)
}

const trouble = fc.oneof(
  fc.record({ kind: fc.constant('stripe' as const) }),
  fc.record({
    kind: fc.constant('database' as const),
    moment: fc.constantFrom<BreakMoment>('request', 'answer'),
    spared: fc.nat(3),
  }),
)

type Step = { slot: number; names: boolean; change: 'touch' | 'claim' | 'delete' }

/**
 * The expected customers of two accounts. Each account has at most one living customer at a time; conflicts
 * that need a person are not generated.
 */
class World {
  readonly accounts: readonly [string, string]
  readonly #living: [string | null, string | null] = [null, null]
  readonly #claiming = new Set<string>()

  constructor(accounts: readonly [string, string]) {
    this.accounts = accounts
  }

  /**
   * Creates a customer when none lives, otherwise changes it. It claims its account by metadata or checkout.
   */
  async take({ slot, names, change }: Step): Promise<void> {
    const [account, customer] = slot === 0 ? this.#at(0) : this.#at(1)
    if (customer === null) {
      const created = await inbox.create(names ? account : undefined)
      this.#living[slot] = created
      if (names) this.#claiming.add(created)
    } else if (change === 'delete') {
      await inbox.remove(customer)
      this.#living[slot] = null
    } else if (change === 'touch') {
      await inbox.touch(customer)
    } else {
      await (names ? inbox.touch(customer, account) : inbox.checkOut(customer, account))
      this.#claiming.add(customer)
    }
  }

  links(): (string | null)[] {
    return this.#living.map((customer) =>
      customer !== null && this.#claiming.has(customer) ? customer : null,
    )
  }

  #at(slot: 0 | 1) {
    return [this.accounts[slot], this.#living[slot]] as const
  }
}

const half = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 })

const step = fc.record({
  slot: fc.nat(1),
  names: fc.boolean(),
  change: fc.constantFrom<Step['change']>('touch', 'claim', 'delete'),
})
/**
 * A step, possibly with an earlier event delivered meanwhile, then mostly the prompt delivery of its own
 * event.
 */
const moment = fc.record({
  step,
  meanwhile: half(fc.record({ pick: fc.nat(), trouble: half(trouble) })),
  promptly: fc.constantFrom(true, true, false),
  trouble: half(trouble),
})

test('any history ends in the same rows, however its events are delivered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(moment, { minLength: 5, maxLength: 12, size: 'max' }),
      fc.infiniteStream(fc.nat({ max: 1_000 })),
      async (moments, places) => {
        await calm()
        inbox.events.length = 0
        const world = new World([await newAccount(), await newAccount()])
        const acknowledged = new Set<Delivery>()
        const attempt = async (event: Delivery, trouble: Trouble | null) => {
          if (trouble) await cause(trouble)
          if (await deliver(event)) acknowledged.add(event)
        }

        for (const { step, meanwhile, promptly, trouble } of moments) {
          const earlier = meanwhile && inbox.events[meanwhile.pick % inbox.events.length]
          // A failing Stripe would also break the step itself.
          const meanTrouble = meanwhile?.trouble?.kind === 'database' ? meanwhile.trouble : null
          await Promise.all([world.take(step), earlier && attempt(earlier, meanTrouble)])
          if (promptly) await attempt(inbox.latest(), trouble)
          await calm()
        }

        const again = inbox.events.filter((event) => !acknowledged.has(event))
        const shuffled = again.map((event) => ({ event, place: places.next().value ?? 0 }))
        shuffled.sort((a, b) => a.place - b.place)
        for (const { event } of shuffled) expect(await deliver(event)).toBe(true)
        expect(await links(world.accounts)).toEqual(world.links())
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

test('the same events in any order, any of them twice, end in the same rows', async () => {
  inbox.events.length = 0
  const accounts = [await newAccount(), await newAccount(), await newAccount()] as const
  const [first, second, third] = accounts
  const replaced = await inbox.create(first)
  await inbox.touch(replaced)
  await inbox.checkOut(replaced, first)
  await inbox.remove(replaced)
  const replacing = await inbox.create(first)
  const named = await inbox.create()
  await inbox.checkOut(named, second)
  await inbox.touch(named, second)
  const gone = await inbox.create()
  await inbox.checkOut(gone, third)
  await inbox.remove(gone)
  const events = [...inbox.events]
  const attachable = [replaced, named, gone] as const

  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.array(fc.nat(events.length - 1), { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      // Whether each customer starts out attached.
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      async (order, again, together, attached) => {
        for (const [index, id] of accounts.entries()) {
          const stripeCustomerId = attached[index] ? (attachable[index] ?? null) : null
          await db().billingAccount.update({ where: { id }, data: { stripeCustomerId } })
        }
        const deliveries = [...order]
        for (const index of again) deliveries.splice(index, 0, ...order.slice(index, index + 1))
        for (let at = 0; at < deliveries.length; at += together) {
          const batch = await Promise.all(deliveries.slice(at, at + together).map(deliver))
          expect(batch).not.toContain(false)
        }
        expect(await links(accounts)).toEqual([replacing, named, null])
      },
    ),
    { numRuns: 40 },
  )
}, 120_000)

test('a living customer never leaves its account and is never replaced, whatever the claims', async () => {
  const claim = fc.record({
    customer: fc.nat(2),
    account: fc.nat(2),
    kind: fc.constantFrom('check out', 'check out', 'name', 'name', 'delete'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(claim, { minLength: 3, maxLength: 12, size: 'max' }), async (claims) => {
      const accounts = [await newAccount(), await newAccount(), await newAccount()] as const
      const customers = [await inbox.create(), await inbox.create(), await inbox.create()] as const
      const living = new Set<string>(customers)
      for (const claim of claims) {
        const customer = customers[claim.customer] ?? ''
        const account = accounts[claim.account] ?? ''
        if (!living.has(customer)) continue
        const before = await links(accounts)
        if (claim.kind === 'check out') await inbox.checkOut(customer, account)
        else if (claim.kind === 'name') await inbox.touch(customer, account)
        else await inbox.remove(customer).then(() => living.delete(customer))
        expect(await deliver(inbox.latest())).toBe(true)
        const after = await links(accounts)
        for (const [index, link] of before.entries())
          if (link !== null && living.has(link)) expect(after[index]).toBe(link)
      }
    }),
    { numRuns: 20 },
  )
}, 120_000)

test.each([
  { ends: 'is detached again', crash: false },
  { ends: 'is detached by the redelivery after a crash', crash: true },
])('a customer deleted between lookup and write $ends', async ({ crash }) => {
  const account = await newAccount()
  const customer = await inbox.create()
  await inbox.checkOut(customer, account)
  const claim = inbox.latest()

  // The row lock delays the write until the deletion has happened and been delivered.
  const { delivered } = await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "BillingAccount" WHERE "id" = ${account} FOR UPDATE`
    const delivered = deliver(claim)
    await waitForBlockedUpdate()
    await inbox.remove(customer)
    expect(await deliver(inbox.latest())).toBe(true)
    if (crash) await cause({ kind: 'stripe' })
    return { delivered }
  })
  expect(await delivered).toBe(!crash)
  if (crash) {
    expect(await links([account])).toEqual([customer])
    expect(await deliver(claim)).toBe(true)
  }
  expect(await links([account])).toEqual([null])
})

async function waitForBlockedUpdate(): Promise<void> {
  const waiting = () => db().$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'UPDATE%BillingAccount%'`
  while ((await waiting()).length === 0) await setTimeout(5)
}

test('returns 503 while the database is unavailable, and applies the redelivery', async () => {
  const account = await newAccount()
  const customer = await inbox.create(account)
  database.breakAll()
  expect(await deliver(inbox.latest())).toBe(false)
  database.mend()
  expect(await links([account])).toEqual([null])
  expect(await deliver(inbox.latest())).toBe(true)
  expect(await links([account])).toEqual([customer])
})
