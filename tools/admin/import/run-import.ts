import { connectForLongQueries } from '../connect-for-long-queries'
import { createProgress } from '../create-progress'
import { failureSentence } from '../failure-sentence'
import { type Io, printResult } from '../io'
import { OperatorError } from '../operator-error'
import { importFile, type Refusal } from './import-file'
import { openReport } from './open-report'
import { readCsv } from './read-csv'

/** The most refused rows listed in the JSON result. The report file has all of them. */
const MAX_LISTED = 100

/**
 * Imports a file, shows the progress, and prints the outcome.
 *
 * @throws {OperatorError} when rows were refused, or when the import stops early; finished batches stay
 */
export async function runImport(
  files: { file: string; reportPath: string | undefined },
  io: Io,
): Promise<void> {
  const { file, reportPath } = files
  const total = await countRows(file)
  const report = reportPath === undefined ? null : await openReport(reportPath, file)
  const refusals: Pick<Refusal, 'line' | 'reason'>[] = []
  const database = connectForLongQueries()
  const showProgress = createProgress(io, { total, noun: 'rows' })
  let done = 0
  try {
    const counts = await importFile(database, file, async (batch) => {
      done = batch.rows
      const room = MAX_LISTED - refusals.length
      refusals.push(...batch.refusals.slice(0, room).map(({ line, reason }) => ({ line, reason })))
      await report?.write(batch.refusals)
      showProgress(done)
    })
    await report?.close()
    const result = { ...counts, refusals }
    if (counts.refused > 0) throw new OperatorError(refusedSentence(counts.refused, reportPath), { result })
    printResult(io, result)
  } catch (error) {
    if (done === 0 || (error instanceof OperatorError && error.result !== undefined)) throw error
    throw new OperatorError(interruptedSentence(error, done), { cause: error })
  } finally {
    await Promise.allSettled([database.$disconnect(), report?.close()])
  }
}

/** Counts the rows first, so that a malformed file is refused before anything is imported. */
async function countRows(file: string): Promise<number> {
  let rows = 0
  for await (const _ of readCsv(file)) rows += 1
  return rows
}

function interruptedSentence(error: unknown, done: number): string {
  const sentence = failureSentence(error).replace(/\.$/, '')
  return `${sentence}; the first ${done} rows are dealt with, so run the import again for the others.`
}

function refusedSentence(refused: number, reportPath: string | undefined): string {
  const where = reportPath
    ? `${reportPath} lists the refused rows with reasons`
    : refused > MAX_LISTED
      ? `the output lists the first ${MAX_LISTED}, and --report FILE.csv saves all of them`
      : 'the output lists the refused rows with reasons'
  return `${refused} rows were refused and the others imported: ${where}. Correct them and run this again.`
}
