import Stripe from 'stripe'
import { type Outcome, runContract } from './local/stripe/contract/run-contract'

/**
 * Runs the local Stripe's contract against Stripe's test mode: `STRIPE_CONTRACT_KEY=sk_test_… npm run
 * stripe-contract`.
 */
const key = process.env.STRIPE_CONTRACT_KEY ?? ''
if (!/^[rs]k_test_/.test(key)) {
  console.error(
    'Set STRIPE_CONTRACT_KEY to a test mode key (sk_test_…): this never runs against live accounts.',
  )
  process.exit(1)
}

const connect = (secret: string) => new Stripe(secret, { telemetry: false })
const outcomes = await runContract(connect(key), connect).catch((error: unknown) => {
  console.error(`The contract could not be run: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
})
for (const outcome of outcomes) console.log(lineOf(outcome))
const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length
console.log(`\n${count('met')} met, ${count('differs')} differ, ${count('not-provoked')} not provoked`)
process.exitCode = count('differs') > 0 ? 1 : 0

function lineOf(outcome: Outcome): string {
  if (outcome.kind === 'met') return `✓ ${outcome.name}`
  if (outcome.kind === 'not-provoked') return `– ${outcome.name}: not provoked, ${outcome.reason}`
  const differences = outcome.differences.map((difference) => `    ${difference}`).join('\n')
  return `✗ ${outcome.name}\n${differences}\n    expected from ${outcome.source}`
}
