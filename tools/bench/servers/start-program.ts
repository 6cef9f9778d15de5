import { fork } from 'node:child_process'
import { once } from 'node:events'

export type Program = {
  port: number
  pid: number
  /** Sends a message and waits until the program has taken it. */
  tell(message: Record<string, unknown>): Promise<void>
  stop(): Promise<void>
}

/** Starts one of `tools/bench/programs` that listen on a port of their choice. It ends with this process. */
export async function startProgram(name: 'stripe-target' | 'round-robin'): Promise<Program> {
  const child = fork(`tools/bench/programs/${name}.mjs`, { execArgv: [] })
  const ended = once(child, 'exit')
  const failed = ended.then(([code]) => Promise.reject(new Error(`${name} ended with ${code}.`)))
  failed.catch(() => {})
  const [{ port }] = await Promise.race([once(child, 'message'), failed])
  return {
    port,
    pid: child.pid ?? 0,
    async tell(message) {
      child.send(message)
      await Promise.race([once(child, 'message'), failed])
    },
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
