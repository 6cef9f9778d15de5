import { styleText } from 'node:util'

/** Says on standard error what has been done, with a mark on a terminal. */
export function say(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `${styleText('green', '✓')} ${text}\n` : `${text}\n`)
}
