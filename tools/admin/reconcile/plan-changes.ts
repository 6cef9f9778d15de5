import { type CustomerLink, findClaimedAccounts, listLinks } from '@/lib/customers/list-links'
import { lookUpCustomer } from '@/lib/stripe/look-up-customer'
import { OperatorError } from '../operator-error'
import type { Pace } from './create-pace'
import { type Claim, decideClaim } from './decide-claim'
import type { Finding } from './finding'
import { groupRows } from './group-rows'
import type { WorkingFile } from './working-file'

/** Accounts with a customer that are compared at a time with all customers of the file. */
const LINKS = 10_000

/** Claims in one query. */
const CLAIMS = 500

/** How many customers must be unknown, and none known, to call the key the wrong one. */
const WRONG_KEY = 5

/**
 * Compares the file's customers with the accounts, and writes to the file what to change and what only a
 * person can decide. Changes nothing else.
 *
 * @throws {OperatorError} when none of the accounts' customers is at this Stripe account
 */
export async function planChanges(file: WorkingFile, pace: Pace): Promise<void> {
  let findings = 0
  const note = async (...found: Finding[]) => {
    findings += found.length
    await file.append(...found.map((finding) => ({ row: 'finding' as const, ...finding })))
  }
  const accounts = await planLinks(file, pace, note)
  await planClaims(file, pace, note)
  for await (const { ids } of groupRows(file.rows, file.customers, ({ email }) => email))
    if (ids.length > 1) await note({ problem: 'same-email', customers: ids })
  await file.append({ planned: findings, accounts })
}

type Note = (...findings: Finding[]) => Promise<void>

/** Looks for links whose customer is gone, and for wrong stale marks. Returns how many links there are. */
async function planLinks(file: WorkingFile, pace: Pace, note: Note): Promise<number> {
  let [total, living, unknown] = [0, 0, 0]
  for (let last = ''; ; ) {
    const links = await listLinks(last, LINKS)
    const rest = new Map(links.map((link) => [link.customerId, link]))
    for await (const { id } of file.rows()) {
      const link = rest.get(id)
      if (!link) continue
      rest.delete(id)
      living++
      if (link.isStale) await note({ change: 'unmark', account: link.accountId, customer: id })
    }
    for (const link of rest.values()) {
      const found = await judgeAbsent(link, pace)
      if (found.state === 'unknown') unknown++
      else living++
      if (living === 0 && unknown === WRONG_KEY) throw wrongKey()
      await note(...found.findings)
    }
    total += links.length
    last = links.at(-1)?.customerId ?? ''
    if (links.length < LINKS) return total
  }
}

/** Judges a link whose customer is not among the living ones. It may be younger than the list. */
async function judgeAbsent({ accountId: account, customerId: customer, isStale }: CustomerLink, pace: Pace) {
  const { kind: state } = await pace(1, () => lookUpCustomer(customer))
  const findings: Finding[] = []
  if (state === 'deleted') findings.push({ change: 'detach', account, customer })
  if (state === 'live' && isStale) findings.push({ change: 'unmark', account, customer })
  if (state === 'unknown') {
    if (!isStale) findings.push({ change: 'mark', account, customer })
    findings.push({ problem: 'unknown-customer', account, customers: [customer] })
  }
  return { state, findings }
}

/** Compares what customers' metadata says with the accounts. */
async function planClaims(file: WorkingFile, pace: Pace, note: Note): Promise<void> {
  let claims: Claim[] = []
  const settle = async () => {
    const customers = claims.flatMap((claim) => claim.customers)
    const found = await findClaimedAccounts(
      claims.map(({ account }) => account),
      customers,
    )
    const accounts = new Map(found.map((account) => [account.id, account]))
    const holders = new Map(found.map(({ id, stripeCustomerId }) => [stripeCustomerId ?? '', id]))
    for (const claim of claims) {
      const { account } = claim
      const decision = decideClaim(claim, accounts.get(account), holders)
      if (decision.kind === 'problem') await note(decision.problem)
      if (decision.kind === 'attach') await note({ change: 'attach', account, customer: decision.customer })
      if (decision.kind !== 'occupied') continue
      const { customer, occupant } = decision
      const { kind } = await pace(1, () => lookUpCustomer(occupant))
      await note(
        kind === 'deleted'
          ? { change: 'attach', account, customer }
          : { problem: 'account-has-another-customer', account, customers: [customer, occupant] },
      )
    }
    claims = []
  }
  for await (const { key, ids } of groupRows(file.rows, file.customers, ({ account }) => account)) {
    claims.push({ account: key, customers: ids })
    if (claims.length === CLAIMS) await settle()
  }
  await settle()
}

const wrongKey = () =>
  new OperatorError(
    'Stripe knows none of the accounts’ customers, and nothing was changed: check that STRIPE_SECRET_KEY and ' +
      'DATABASE_URL belong together.',
  )
