import type { Io } from './io'

/** Width of the bar in columns. With the text beside it, it fits a terminal of 80 columns. */
const BAR_WIDTH = 30

/** Without a terminal, a line is written after each tenth. */
const PLAIN_STEPS = 10

/** Without a total, a line is written after as many. */
const UNCOUNTED_STEP = 1_000

const number = new Intl.NumberFormat('en')

/**
 * Shows the progress of a long task: a bar on a terminal, plain lines elsewhere, or where nobody knows the
 * total.
 */
export function createProgress(
  { err, isTerminal }: Io,
  { total, noun }: { total: number | null; noun: string },
): (done: number) => void {
  let steps = 0
  return (done) => {
    if (total === null) {
      if (Math.floor(done / UNCOUNTED_STEP) > steps) err(`${number.format(done)} ${noun}\n`)
      steps = Math.floor(done / UNCOUNTED_STEP)
      return
    }
    const share = total === 0 ? 1 : done / total
    const text = `${number.format(done)} of ${number.format(total)} ${noun}`
    if (isTerminal) {
      const cells = Math.round(share * BAR_WIDTH)
      const bar = '█'.repeat(cells).padEnd(BAR_WIDTH, '░')
      err(`\r${bar} ${Math.floor(share * 100)} %, ${text}${done === total ? '\n' : ''}`)
    } else if (Math.floor(share * PLAIN_STEPS) > steps) {
      steps = Math.floor(share * PLAIN_STEPS)
      err(`${text}\n`)
    }
  }
}
