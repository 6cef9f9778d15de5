import { examineEnvironment } from './boot-guards'

/** Ends the process, with one sentence for each thing to set, when this deployment must not start. */
export function endUnlessBootable(): void {
  const { problems } = examineEnvironment()
  if (problems.length === 0) return
  for (const { sentence } of problems) console.error(`✗ ${sentence}`)
  console.error('OrbitKit Billing did not start. Every variable is explained in .env.example.')
  process.exit(1)
}
