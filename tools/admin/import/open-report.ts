import { open, stat } from 'node:fs/promises'
import { OperatorError } from '../operator-error'
import type { Refusal } from './import-file'
import { COLUMNS } from './read-header'

/** The owner of the file alone may read it: it holds names and addresses. */
const MODE = 0o600

/** A CSV file of refused rows. With the reasons put right it is itself a file to import: the first two columns are not looked at. */
export type Report = { write(refusal: Refusal): void; close(): Promise<void> }

/** @throws {OperatorError} when it cannot be written, or is the file that is being imported */
export async function openReport(path: string, importedPath: string): Promise<Report> {
  if (await isSameFile(path, importedPath))
    throw new OperatorError('--report must be another file than the one that is imported.')
  const file = await open(path, 'w', MODE).catch((cause: Error) => {
    throw new OperatorError(`--report ${path} cannot be written (${cause.message}).`, { cause })
  })
  const stream = file.createWriteStream()
  const writeLine = (values: readonly (string | number)[]) =>
    stream.write(`${values.map(quoted).join(',')}\n`)
  writeLine(['line', 'reason', ...COLUMNS])
  return {
    write: ({ line, reason, values }) =>
      writeLine([line, reason, ...COLUMNS.map((column) => values[column])]),
    close: () => new Promise((resolve, reject) => stream.on('error', reject).end(resolve)),
  }
}

async function isSameFile(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, other].map((name) => stat(name).catch(() => null)))
  return a?.ino === b?.ino && a?.dev === b?.dev && a != null
}

/** RFC 4180, 2.5 to 2.7. */
function quoted(value: string | number): string {
  return /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)
}
