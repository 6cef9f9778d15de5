import { createHash } from 'node:crypto'
import { databaseConnection } from '@/lib/database/database-connection'
import { env } from '@/lib/env'
import { createProgress } from '../create-progress'
import { failureSentence } from '../failure-sentence'
import { type Io, printResult } from '../io'
import { OperatorError } from '../operator-error'
import { createPace } from './create-pace'
import { type Finding, PROBLEM_TODO } from './finding'
import { makeChanges } from './make-changes'
import { planChanges } from './plan-changes'
import { walkCustomers } from './walk-customers'
import { openWorkingFile, type WorkingFile } from './working-file'

/** The most findings listed in the JSON result. The file has all of them. */
const MAX_LISTED = 100

/** The most customers listed of one finding. */
const MAX_LISTED_IDS = 20

/**
 * Compares Stripe's customers with the accounts, makes the changes unless it is a dry run, and prints what
 * was found. A dry run's plan is what the next real run carries out.
 *
 * @throws {OperatorError} when it stops early: run again, it goes on where it was
 */
export async function runReconcile({ path, isDry }: { path: string; isDry: boolean }, io: Io): Promise<void> {
  const file = await openWorkingFile(
    path,
    target(),
    (stage) => stage === 'applied' || (isDry && stage === 'planned'),
  )
  const pace = createPace()
  try {
    if (file.stage === 'walking')
      await walkCustomers(file, pace, createProgress(io, { total: null, noun: 'customers' }))
    if (file.stage === 'walked') await planChanges(file, pace)
    const report = await summarize(file)
    if (!isDry) await makeChanges(file, pace, createProgress(io, { total: report.changing, noun: 'changes' }))
    const { changing: _, ...found } = report
    for await (const problem of file.met()) add(found, problem)
    printResult(io, {
      dryRun: isDry,
      customers: file.customers,
      accounts: file.accounts,
      ...found,
      file: path,
    })
  } catch (error) {
    if (error instanceof OperatorError) throw error
    const sentence = failureSentence(error).replace(/\.$/, '')
    throw new OperatorError(`${sentence}; run this again, and it goes on from ${path}.`, { cause: error })
  } finally {
    await file.close()
  }
}

type Report = {
  /** The number of each change, and of each problem. */
  changes: Partial<Record<string, number>>
  problems: Partial<Record<string, number>>
  /** The first of them. */
  findings: object[]
}

async function summarize(file: WorkingFile): Promise<Report & { changing: number }> {
  const report: Report = { changes: {}, problems: {}, findings: [] }
  for await (const finding of file.findings()) add(report, finding)
  const changing = Object.values(report.changes).reduce<number>((sum, count = 0) => sum + count, 0)
  return { ...report, changing }
}

function add({ changes, problems, findings }: Report, finding: Finding): void {
  const isChange = 'change' in finding
  const [counts, kind] = isChange ? [changes, finding.change] : [problems, finding.problem]
  counts[kind] = (counts[kind] ?? 0) + 1
  if (findings.length >= MAX_LISTED) return
  if (isChange) {
    const { change, account, customer } = finding
    findings.push({ change, account, customer })
  } else {
    const { problem, account, holder, customers } = finding
    const listed = customers.slice(0, MAX_LISTED_IDS)
    const more = customers.length - listed.length || undefined
    findings.push({ problem, account, holder, customers: listed, more, todo: PROBLEM_TODO[problem] })
  }
}

/** Identifies the Stripe account and the database by what names them, without repeating it. */
function target(): string {
  const { host, port, database } = databaseConnection(env().database.url ?? '').connection
  const named = JSON.stringify([env().stripe.secretKey, host, port, database])
  return createHash('sha256').update(named).digest('hex').slice(0, 16)
}
