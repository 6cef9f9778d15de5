import { z } from 'zod'
import { command } from './command'
import { failureSentence } from './failure-sentence'
import { connectPatiently } from './import/connect-patiently'
import { createProgress } from './import/create-progress'
import { importFile, type Refusal } from './import/import-file'
import { openReport } from './import/open-report'
import { readCsv } from './import/read-csv'
import { OperatorError } from './operator-error'

/** Refused rows in the JSON answer. The report file has all of them. */
const MAX_LISTED = 100

export const accountImport = command({
  name: 'account import',
  synopsis: 'FILE.csv [--report REFUSED.csv]',
  summary:
    'Imports accounts by the columns name, owner_email, stripe_customer_id. May be run again at any time.',
  input: z.object({ file: z.string(), report: z.string().optional() }),
  positionals: ['file'],
  async run({ file, report: reportPath }, io) {
    const total = await countRows(file)
    const report = reportPath === undefined ? null : await openReport(reportPath, file)
    const refusals: Pick<Refusal, 'line' | 'reason'>[] = []
    const database = connectPatiently()
    const showProgress = createProgress(io, total)
    let done = 0
    const counts = await importFile(database, file, {
      onProgress(rows) {
        done = rows
        showProgress(rows)
      },
      onRefusal({ line, reason, values }) {
        if (refusals.length < MAX_LISTED) refusals.push({ line, reason })
        report?.write({ line, reason, values })
      },
    })
      .catch((error: unknown) => {
        if (done === 0) throw error
        throw new OperatorError(interruptedSentence(error, done), { cause: error })
      })
      .finally(() => Promise.all([database.$disconnect(), report?.close()]))

    const answer = { ...counts, refusals: refusals.sort((a, b) => a.line - b.line) }
    if (counts.refused === 0) return answer
    throw new OperatorError(refusedSentence(counts.refused, reportPath), { result: answer })
  },
})

/** Reads the file once for its rows' number, so that a file that breaks off half-way is refused before anything is imported. */
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
    ? `${reportPath} lists them with reasons`
    : refused > MAX_LISTED
      ? `the answer lists the first ${MAX_LISTED}, and --report FILE.csv all of them`
      : 'the answer lists them with reasons'
  return `${refused} rows were refused and the others imported: ${where}; correct them and run again.`
}
