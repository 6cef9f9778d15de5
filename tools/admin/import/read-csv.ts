import { createReadStream } from 'node:fs'
import { CsvError, type InfoRecord, parse } from 'csv-parse'
import { OperatorError } from '../operator-error'
import { COLUMNS, readHeader } from './read-header'

export type CsvRow = {
  /** Where it begins in the file; the first line is 1. */
  line: number
  /** Whether it has as many values as the header has columns. Otherwise nobody knows which is which. */
  isWhole: boolean
  values: Record<(typeof COLUMNS)[number], string>
}

/** A row is three short values. What is longer comes from a quote that is never closed. */
const MAX_RECORD_BYTES = 16_384

/**
 * Reads a comma-separated UTF-8 file with a header, row by row, so that memory does not grow with the file.
 *
 * @throws {OperatorError} when the file cannot be read, its header lacks a column, or it is no CSV from some line on
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRow> {
  let hasHeader = false
  const parser = parse({
    bom: true,
    columns(header) {
      hasHeader = true
      return readHeader(header)
    },
    info: true,
    max_record_size: MAX_RECORD_BYTES,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  createReadStream(path)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser)
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const [name = '', owner_email = '', stripe_customer_id = ''] = COLUMNS.map((column) => record[column])
      const values = { name, owner_email, stripe_customer_id }
      yield { line: info.lines - lineBreaks(values), isWhole: !info.error, values }
    }
  } catch (error) {
    throw toOperatorError(path, error)
  }
  // An empty file lacks them all.
  if (!hasHeader) readHeader([])
}

type Parsed = { record: Record<string, string | undefined>; info: InfoRecord }

/** The parser counts to a row's last line; a quoted value may span several. */
function lineBreaks(values: CsvRow['values']): number {
  return Object.values(values).join('').split('\n').length - 1
}

function toOperatorError(path: string, error: unknown): unknown {
  if (error instanceof CsvError)
    return new OperatorError(
      `${path} is not comma-separated values from line ${error.lines} on (${error.message}): correct it and run again; nothing was imported.`,
    )
  if (error instanceof Error && 'syscall' in error)
    return new OperatorError(`${path} cannot be read (${error.message}): name a CSV file.`)
  return error
}
