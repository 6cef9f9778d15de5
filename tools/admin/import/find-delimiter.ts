import { open } from 'node:fs/promises'
import { OperatorError } from '../operator-error'

/** More than any header. */
const HEAD_BYTES = 65_536

/** What stands between values: a comma, or what spreadsheets write instead in some countries, or a tab. */
const DELIMITERS = [',', ';', '\t'] as const

/**
 * Finds what separates the values of a CSV file: what its first line has most of, outside quotes.
 *
 * @throws {OperatorError} when the file is UTF-16, as spreadsheets write "Unicode text"
 */
export async function findDelimiter(path: string): Promise<string> {
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
