import { type FileHandle, open, stat } from 'node:fs/promises'
import { OperatorError } from '../operator-error'
import type { Refusal } from './import-file'
import { COLUMNS } from './read-header'

/** Readable by the owner only: the report contains names and email addresses. */
const MODE = 0o600

/**
 * A CSV file of refused rows. Once corrected it can be imported itself, because the import ignores its first
 * two columns. `write` returns after the rows are on disk.
 */
export type Report = { write(refusals: readonly Refusal[]): Promise<void>; close(): Promise<void> }

/**
 * Opens a report and writes its header.
 *
 * @throws {OperatorError} when the path is the imported file. This function and the methods throw it when the
 *   report cannot be written.
 */
export async function openReport(path: string, importedPath: string): Promise<Report> {
  if (await isSameFile(path, importedPath))
    throw new OperatorError('--report must not be the file that is imported: name another file.')
  const writing = async <T>(work: Promise<T>) =>
    work.catch((cause: Error) => {
      throw new OperatorError(
        `--report ${path} cannot be written (${cause.message}): free some space or name another file.`,
        { cause },
      )
    })
  const file: FileHandle = await writing(open(path, 'w', MODE))
  const writeLines = (lines: readonly (readonly (string | number)[])[]) =>
    writing(file.appendFile(lines.map((values) => `${values.map(quoted).join(',')}\n`).join('')))
  await writeLines([['line', 'reason', ...COLUMNS]]).catch(async (error: unknown) => {
    await file.close()
    throw error
  })
  return {
    write: (refusals) =>
      writeLines(
        refusals.map(({ line, reason, values }) => [
          line,
          reason,
          ...COLUMNS.map((column) => values[column]),
        ]),
      ),
    close: () => writing(file.close()),
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
