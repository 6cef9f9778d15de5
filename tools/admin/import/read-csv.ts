import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, type Options, parse } from 'csv-parse'
import { OperatorError } from '../operator-error'
import { COLUMNS, type Header, readHeader } from './read-header'

export type CsvRow = {
  /** Where it begins in the file, as an editor counts lines; the first line is 1. */
  line: number
  /** Whether it has as many values as the header has columns. Otherwise nobody knows which is which. */
  isWhole: boolean
  values: Record<(typeof COLUMNS)[number], string>
}

/**
 * More than any row has: a customer at Stripe has 50 metadata of 500 characters at most. What is longer comes
 * from a quote that is never closed.
 */
const MAX_RECORD_BYTES = 131_072

/** All of them end a row, in one and the same file. */
const LINE_ENDS = ['\r\n', '\n', '\r']

/**
 * Reads a CSV file in UTF-8 with a header, row by row, so that memory does not grow with the file. Rows
 * without any value are left out.
 *
 * @throws {OperatorError} when the file cannot be read, its header lacks a column, or it is no CSV from some
 *   line on
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRow> {
  let header: Header | null = null
  let nextLine = 1
  const onRecord = ({ record: values, raw }: Parsed): CsvRow | null => {
    const line = nextLine
    // Of a line end after the row, the parser gives the first character alone.
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
      // The package's types know neither what `raw` makes of a record nor that this may return anything.
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
  // An empty file lacks them all.
  if (!header) readHeader([])
}

/** A record as the parser has it, with its text. */
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
 * Gives a value the no-break space or the like back that stands beside it in the file. The parser takes it
 * for padding; an address with one beside it must not pass unseen.
 */
function withOddSpace(value: string, raw: string): string {
  if (value === '' || !ODD_SPACE.test(raw)) return value
  const pieces = raw.split(value)
  const before = pieces.slice(0, -1).some((piece) => ODD_SPACE.test(piece.slice(-1)))
  const after = pieces.slice(1).some((piece) => ODD_SPACE.test(piece.slice(0, 1)))
  return before || after ? `${value}\u00a0` : value
}

/** White space outside ASCII, or what the parser leaves of one in front of a value. */
const ODD_SPACE = /[^\S\t\n\v\f\r ]|\ufffd/

function toOperatorError(path: string, line: number, error: unknown): unknown {
  if (error instanceof CsvError)
    return new OperatorError(
      `${path} is not valid CSV from line ${line} on (${problemOf(error)}): correct it and run this ` +
        `again; nothing was imported.`,
    )
  if (error instanceof Error && 'syscall' in error)
    return new OperatorError(`${path} cannot be read (${error.message}): name a CSV file.`)
  return error
}

/** The parser counts lines in its own way. */
const problemOf = ({ message }: CsvError) => message.replaceAll(/ at line \d+/g, '')

/** More than any header. */
const HEAD_BYTES = 65_536

/** What stands between values: a comma, or what spreadsheets write instead in some countries, or a tab. */
const DELIMITERS = [',', ';', '\t'] as const

/**
 * Finds what separates the values of a CSV file: what its first line has most of, outside quotes.
 *
 * @throws {OperatorError} when the file is UTF-16, as spreadsheets write "Unicode text"
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
