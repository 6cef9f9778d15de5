import './generate-client.mjs'
import { cleanUpAll } from './rehearse/parts/with-clean-up'
import { container } from './rehearse/rehearse-container'
import { pooler } from './rehearse/rehearse-pooler'
import { preview } from './rehearse/rehearse-preview'
import { restart } from './rehearse/rehearse-restart'
import { vercel } from './rehearse/rehearse-vercel'

/**
 * `npm run rehearse [NAME…]` tries the whole with parts that nobody here wrote: all rehearsals, or the named
 * ones. Apart from `npm test`, because they take minutes and need programs that a machine may not have. The
 * last lines say how each ended, with figures. The exit code is 1 if one failed, or if none could run; one
 * that could not run is named, and has not passed.
 */
const REHEARSALS = [vercel, container, preview, restart, pooler]

const names = process.argv.slice(2)
const unknown = names.filter((name) => !REHEARSALS.some((rehearsal) => rehearsal.name === name))
if (unknown.length > 0) {
  console.error(`There is no rehearsal ${unknown.join(', ')}. These are the rehearsals, and what each needs:`)
  for (const { name, needs } of REHEARSALS) console.error(`  ${name.padEnd(10)} ${needs}`)
  process.exit(1)
}
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => void cleanUpAll().finally(() => process.exit(code)))

const ends: string[] = []
for (const { name, needs, run } of REHEARSALS) {
  if (names.length > 0 && !names.includes(name)) continue
  console.log(`\n${name}. Needs: ${needs}.`)
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  try {
    const end = await run((line) => console.log(`  ${String(seconds()).padStart(3)} s  ${line}`))
    if (end.kind === 'passed') ends.push(`✓ ${name} (${seconds()} s): ${end.figures}`)
    else ends.push(`- ${name} could not run: ${end.why}`)
  } catch (error) {
    process.exitCode = 1
    console.error(error)
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    ends.push(`✗ ${name} (${seconds()} s): ${first}`)
  }
}
if (!ends.some((end) => end.startsWith('✓'))) process.exitCode = 1
console.log(`\n${ends.join('\n')}`)
