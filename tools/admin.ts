import './generate-client.mjs'
import { loadEnvFiles } from './read-env-files'

/** The operator's commands: `npm run --silent admin -- help` lists them. Reads the app's `.env*` files. */
loadEnvFiles()
const { runAdmin } = await import('./admin/run-admin')
const { db } = await import('@/lib/db')

process.exitCode = await runAdmin(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
})

// Open connections would keep the process waiting.
try {
  if (process.env.DATABASE_URL) await db().$disconnect()
} catch {
  // The environment is invalid, and the command has already reported it.
}
