import { spawn } from 'node:child_process'
import './generate-client.mjs'

/**
 * Runs all static checks: types, lint and format, dead code, import direction. Prints one line per step, then
 * the output of each failed step with the command to run it alone.
 */
const STEPS = [
  { name: 'types', command: 'next typegen && tsc --noEmit' },
  { name: 'lint and format', command: 'biome check --error-on-warnings .' },
  { name: 'dead code', command: 'knip' },
  { name: 'import direction', command: 'depcruise app lib prisma tools e2e' },
] as const

type Result = { passed: boolean; output: string; seconds: number }

function run(command: string): Promise<Result> {
  const started = performance.now()
  return new Promise((resolve) => {
    // npm puts node_modules/.bin on the PATH of its scripts.
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('close', (code) =>
      resolve({ passed: code === 0, output, seconds: (performance.now() - started) / 1000 }),
    )
  })
}

const results = await Promise.all(
  STEPS.map(async ({ name, command }) => {
    const result = await run(command)
    console.log(`${result.passed ? '✓' : '✗'} ${name} (${result.seconds.toFixed(1)} s)`)
    return { name, command, ...result }
  }),
)

const failures = results.filter(({ passed }) => !passed)
for (const { name, command, output } of failures)
  console.error(`\n${name} failed. Run it alone: npx --no-install sh -c '${command}'\n\n${output.trim()}`)
process.exitCode = failures.length > 0 ? 1 : 0
