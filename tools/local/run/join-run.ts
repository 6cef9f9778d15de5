import { randomUUID } from 'node:crypto'
import { givenSettings } from './given-settings'
import { takeInterruptions } from './interruptions'
import type { Command } from './parse-arguments'
import { runCommand } from './run-command'

/**
 * Runs a command on the parts of the run that is up, and starts and stops nothing. What is set in this one's environment stays as it is.
 * @returns the command's exit code
 */
export function joinRun(o: { variables: Record<string, string>; command: Command }): Promise<number> {
  const variables = { ...o.variables, ...givenSettings(process.env).given }
  return runCommand({ command: o.command, variables, mark: randomUUID(), interruptions: takeInterruptions() })
}
