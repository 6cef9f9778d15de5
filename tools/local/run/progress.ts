import type { WriteStream } from 'node:tty'
import { styleText } from 'node:util'

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const FRAME_MS = 80

export type Progress = {
  /** What is going on, shown only on a terminal, until the next call. */
  working(text: string): void
  /** What has been done. */
  done(text: string): void
  end(): void
}

/** Progress on standard error: a moving line on a terminal, plain lines anywhere else. */
export function showProgress(stream: NodeJS.WriteStream | WriteStream = process.stderr): Progress {
  if (!stream.isTTY) {
    return { working() {}, done: (text) => void stream.write(`${text}\n`), end() {} }
  }
  let timer: NodeJS.Timeout | undefined
  const clear = () => {
    clearInterval(timer)
    stream.write('\r\u001B[2K')
  }
  return {
    working(text) {
      clear()
      let frame = 0
      timer = setInterval(() => {
        stream.write(`\r${styleText('cyan', FRAMES[frame++ % FRAMES.length] ?? '')} ${text}`)
      }, FRAME_MS)
    },
    done(text) {
      clear()
      stream.write(`${styleText('green', '✓')} ${text}\n`)
    },
    end: clear,
  }
}
