import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

type Place = { cwd: string; env: NodeJS.ProcessEnv }

/** Enough for the output of a build. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024

/**
 * Runs a command and returns its standard output.
 *
 * @throws {Error} with all of its output, when it fails
 */
export async function runQuietly(command: string, args: readonly string[], place: Place): Promise<string> {
  const options = { ...place, maxBuffer: MAX_OUTPUT_BYTES }
  try {
    return (await promisify(execFile)(command, args, options)).stdout
  } catch (error) {
    const { stdout = '', stderr = '', message } = Object(error)
    throw new Error(`${[command, ...args].join(' ')} failed:\n${`${stdout}${stderr}`.trim() || message}`)
  }
}
