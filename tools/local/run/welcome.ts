import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalPart } from '../part'
import { welcomeText } from './welcome-text'

const POLL_MS = 250

/**
 * A development server compiles the first page on a slow machine well within this; after it, nothing is said.
 */
const PATIENCE_MS = 180_000

/** Says how to begin as soon as the command answers over HTTP, whatever it answers. */
export async function showWelcome(variables: Record<string, string>, parts: LocalPart[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    if (await answers(`http://localhost:${variables.PORT}/api/health`)) {
      process.stderr.write(welcomeText(variables, parts, Boolean(process.stderr.isTTY)))
      return
    }
    await sleep(POLL_MS)
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    () => true,
    () => false,
  )
}
