import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, type Options, parse } from 'csv-parse'
import { OperatorError } from '../operator-error'
import { COLUMNS, type Header, readHeader } from './read-header'

export type CsvRow = {
  /** The line where the row begins, counted as an editor does from 1. */
  line: number
  /**
   * Whether the row has as many values as the header has columns. If not, values cannot be matched to
   * columns.
   */
  isWhole: boolean
  values: Record<(typeof COLUMNS)[number], string>
}

/**
 * Longer than any valid row: a Stripe customer has at most 50 metadata values of 500 characters. A longer
 * record means a quote is never closed.
 */
const MAX_RECORD_BYTES = 131_072

/** All of these end a row, even mixed in one file. */
const LINE_ENDS = ['\r\n', '\n', '\r']

/**
 * Reads a UTF-8 CSV file with a header row by row, so memory use does not grow with the file. Skips empty
 * rows.
 *
 * @throws {OperatorError} when the file cannot be read, its header lacks a column, or it is not valid CSV
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRow> {
  let header: Header | null = null
  let nextLine = 1
  const onRecord = ({ record: values, raw }: Parsed): CsvRow | null => {
    const line = nextLine
    // After a row, the parser includes only the first character of its line end.
    nextLine += raw.match(/\r\n|\r|\n/g)?.length ?? 0
    if (values.every((value) => value.trim() === '')) return null
    if (header) return toRow(values, { line, header, raw })
    header = readHeader(values)
    return null
  }
  try {
    const parser = parse({
      bom: true,
      delimiter: await findDelimiter(path),
      max_record_size: MAX_RECORD_BYTES,
      // The package's types do not cover the record that `raw` produces, nor other return types.
      on_record: onRecord as unknown as NonNullable<Options['on_record']>,
      raw: true,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      trim: true,
    })
    createReadStream(path)
      .on('error', (error) => parser.destroy(error))
      .pipe(parser)
    yield* parser as AsyncIterable<CsvRow>
  } catch (error) {
    throw toOperatorError(path, nextLine, error)
  }
  // An empty file lacks every column.
  if (!header) readHeader([])
}

/** A parsed record with its source text. */
type Parsed = { record: string[]; raw: string }

function toRow(values: readonly string[], place: { line: number; header: Header; raw: string }): CsvRow {
  const { line, header, raw } = place
  const { positions, width, isStripeExport } = header
  const [name = '', owner_email = '', stripe_customer_id = ''] = COLUMNS.map((column) =>
    withOddSpace(values[positions[column] ?? -1] ?? '', raw),
  )
  return {
    line,
    isWhole: values.length === width,
    values: { name: name || (isStripeExport ? owner_email : ''), owner_email, stripe_customer_id },
  }
}

/**
 * Puts back the no-break space (or similar) that stands next to a value in the file. The parser strips it as
 * padding, but an address with such a space must be refused.
 */
function withOddSpace(value: string, raw: string): string {
  if (value === '' || !ODD_SPACE.test(raw)) return value
  const pieces = raw.split(value)
  const before = pieces.slice(0, -1).some((piece) => ODD_SPACE.test(piece.slice(-1)))
  const after = pieces.slice(1).some((piece) => ODD_SPACE.test(piece.slice(0, 1)))
  return before || after ? `${value}\u00a0` : value
}

/** White space outside ASCII, or what the parser leaves of it before a value. */
const ODD_SPACE = /[^\S\t\n\v\f\r ]|\ufffd/

function toOperatorError(path: string, line: number, error: unknown): unknown {
  if (error instanceof CsvError)
    return new OperatorError(
      `${path} is not valid CSV from line ${line} on (${problemOf(error)}): nothing was imported. ` +
        `Correct the file and run this again.`,
    )
  if (error instanceof Error && 'syscall' in error)
    return new OperatorError(`${path} cannot be read (${error.message}): name a readable CSV file.`)
  return error
}

/** Drops the parser's own line numbers, which count differently. */
const problemOf = ({ message }: CsvError) => message.replaceAll(/ at line \d+/g, '')

/** Longer than any header. */
const HEAD_BYTES = 65_536

/** The separators: a comma, the semicolon that spreadsheets write in some countries, or a tab. */
const DELIMITERS = [',', ';', '\t'] as const

/**
 * Finds the separator of a CSV file: the most frequent one in its first line, outside quotes.
 *
 * @throws {OperatorError} when the file is UTF-16, which spreadsheets call "Unicode text"
 */
async function findDelimiter(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head[0] === 0xff || head[0] === 0xfe || head.subarray(0, 2).includes(0))
      throw new OperatorError(`${path} is not UTF-8 text: save it as “CSV UTF-8” and run this again.`)
    const unquoted = head
      .toString('utf8')
      .trimStart()
      .replaceAll(/"[^"]*"/g, '')
    const [firstLine = ''] = unquoted.split(/[\r\n]/, 1)
    const count = (delimiter: string) => firstLine.split(delimiter).length
    return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
  } finally {
    await file.close()
  }
}
