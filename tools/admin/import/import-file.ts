import { type AccountImported, type AccountRow, importAccounts } from '@/lib/accounts/import-accounts'
import type { PrismaClient } from '@/prisma/generated/client'
import { createRowCheck } from './create-row-check'
import { type CsvRow, readCsv } from './read-csv'

/** Rows in one statement: more are hardly faster, and a kill loses what was under way. */
const BATCH_SIZE = 1_000

export type Refusal = { line: number; reason: string; values: CsvRow['values'] }

/** How many rows there were, by what became of them. */
export type Counts = Record<'rows' | 'created' | 'renamed' | 'unchanged' | 'refused', number>

type Listener = {
  /** Called after each batch, with the rows read so far. */
  onProgress(rows: number): void
  onRefusal(refusal: Refusal): void
}

type Accepted = { source: CsvRow; row: AccountRow }

/** Imports a CSV file of accounts batch by batch, each whole or not at all. Refused rows do not stop the others. */
export async function importFile(
  database: PrismaClient,
  path: string,
  { onProgress, onRefusal }: Listener,
): Promise<Counts> {
  const counts: Counts = { rows: 0, created: 0, renamed: 0, unchanged: 0, refused: 0 }
  const refuse = ({ line, values }: CsvRow, reason: string) => {
    counts.refused += 1
    onRefusal({ line, reason, values })
  }
  const flush = async (batch: Accepted[]) => {
    const outcomes = await importAccounts(
      database,
      batch.map(({ row }) => row),
    )
    outcomes.forEach((outcome, index) => {
      const source = batch[index]?.source
      if (outcome.kind !== 'other-owner' && outcome.kind !== 'overtaken') counts[outcome.kind] += 1
      else if (source) refuse(source, REASONS[outcome.kind](outcome))
    })
    onProgress(counts.rows)
  }

  const check = createRowCheck()
  let batch: Accepted[] = []
  for await (const source of readCsv(path)) {
    counts.rows += 1
    const checked = check(source)
    if (checked.kind === 'refused') refuse(source, checked.reason)
    else batch.push({ source, row: checked.row })
    if (batch.length === BATCH_SIZE) {
      await flush(batch)
      batch = []
    }
  }
  await flush(batch)
  return counts
}

const REASONS = {
  'other-owner': ({ accountId }: AccountImported) =>
    `stripe_customer_id is attached to account ${accountId}, which owner_email does not own: check that the row is not mixed up, or add the owner with member add`,
  overtaken: () =>
    'stripe_customer_id was attached by somebody else in this very moment: run the import again',
}
