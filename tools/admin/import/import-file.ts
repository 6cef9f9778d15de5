import { accountName, emailAddress } from '@/lib/accounts/account-fields'
import { type AccountImported, type AccountRow, importAccounts } from '@/lib/accounts/import-accounts'
import { customerId } from '@/lib/stripe/stripe-id'
import type { PrismaClient } from '@/prisma/generated/client'
import { type CsvRow, readCsv } from './read-csv'

/** Rows per statement. More are hardly faster, and a killed import loses the batch in progress. */
const BATCH_SIZE = 1_000

export type Refusal = { line: number; reason: string; values: CsvRow['values'] }

/** Numbers of rows, by outcome. */
export type Counts = Record<'rows' | 'created' | 'renamed' | 'unchanged' | 'refused', number>

/** Progress after a batch: all rows read so far, and the refused rows of this batch in line order. */
export type Progress = { rows: number; refusals: readonly Refusal[] }

/**
 * Imports a CSV file of accounts in batches. Each batch is applied entirely or not at all, and refused rows
 * do not stop the others.
 *
 * @param onBatch called after each batch and awaited; when it throws, the import stops
 */
export async function importFile(
  database: PrismaClient,
  path: string,
  onBatch: (progress: Progress) => Promise<void>,
): Promise<Counts> {
  const counts: Counts = { rows: 0, created: 0, renamed: 0, unchanged: 0, refused: 0 }
  const check = createRowCheck()

  const importBatch = async (sources: readonly CsvRow[]) => {
    const refusals: Refusal[] = []
    const accepted: { source: CsvRow; row: AccountRow }[] = []
    for (const source of sources) {
      const checked = check(source)
      if (checked.kind === 'accepted') accepted.push({ source, row: checked.row })
      else refusals.push({ ...source, reason: checked.reason })
    }
    const outcomes = await importAccounts(
      database,
      accepted.map(({ row }) => row),
    )
    outcomes.forEach((outcome, index) => {
      const source = accepted[index]?.source
      if (outcome.kind !== 'other-owner' && outcome.kind !== 'overtaken') counts[outcome.kind] += 1
      else if (source) refusals.push({ ...source, reason: REASONS[outcome.kind](outcome) })
    })
    counts.rows += sources.length
    counts.refused += refusals.length
    await onBatch({ rows: counts.rows, refusals: refusals.sort((a, b) => a.line - b.line) })
  }

  let batch: CsvRow[] = []
  for await (const source of readCsv(path)) {
    batch.push(source)
    if (batch.length < BATCH_SIZE) continue
    await importBatch(batch)
    batch = []
  }
  await importBatch(batch)
  return counts
}

const REASONS = {
  'other-owner': ({ accountId }: AccountImported) =>
    `stripe_customer_id is linked to account ${accountId}, which owner_email does not own: correct the ` +
    `row, or add the owner with member add`,
  overtaken: () => 'stripe_customer_id was linked elsewhere during the import: run the import again',
}

type RowChecked = { kind: 'accepted'; row: AccountRow } | { kind: 'refused'; reason: string }

/**
 * Creates a check for the rows of one file, in order. A customer may appear in only one valid row.
 * Remembering each customer's line takes about 100 bytes of memory per row.
 */
function createRowCheck(): (row: CsvRow) => RowChecked {
  const lines = new Map<string, number>()
  return ({ line, isWhole, values }) => {
    if (!isWhole) return refused('the row has more or fewer values than the header has columns')
    const name = accountName.safeParse(values.name)
    if (!name.success) return refused(`name ${name.error.issues[0]?.message}`)
    const email = emailAddress.safeParse(values.owner_email)
    if (!email.success) return refused(`owner_email ${email.error.issues[0]?.message}`)
    const customer = customerId.safeParse(values.stripe_customer_id)
    if (!customer.success) return refused(`stripe_customer_id ${customer.error.issues[0]?.message}`)
    const earlier = lines.get(customer.data)
    if (earlier !== undefined) return refused(`stripe_customer_id is already on line ${earlier}`)
    lines.set(customer.data, line)
    return {
      kind: 'accepted',
      row: { name: name.data, ownerEmail: email.data, stripeCustomerId: customer.data },
    }
  }
}

const refused = (reason: string): RowChecked => ({ kind: 'refused', reason })
