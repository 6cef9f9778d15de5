/**
 * Vercel's build command, by vercel.json. Where Vercel builds, a variable or a database that would make every
 * request fail makes the build fail instead, with one sentence each: the boot guards, then whether the
 * database can be reached, then `npm run build`, and last the migrations, so that a build that fails has
 * changed nothing.
 */
import { spawnSync } from 'node:child_process'
import { findDatabaseProblem } from './vercel-build/find-database-problem'
import { planBuild } from './vercel-build/plan-build'

const plan = planBuild(process.env)
if (plan.kind === 'refused') {
  for (const sentence of plan.sentences) console.error(`✗ ${sentence}`)
  console.error('The build stops here. Every variable is explained in .env.example.')
  process.exit(1)
}

const { migrations } = plan
const problem = migrations.kind === 'run' ? await findDatabaseProblem(migrations) : null
if (problem) {
  console.error(`✗ ${problem}`)
  process.exit(1)
}

run('npm', ['run', 'build'])
if (migrations.kind === 'run')
  run('npx', ['--no-install', 'prisma', 'migrate', 'deploy'], { DIRECT_DATABASE_URL: migrations.url })
else console.log(migrations.why)

/** Ends this process with the command's exit code when it fails. */
function run(command: string, args: string[], variables: Record<string, string> = {}): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...variables } })
  if (status !== 0) process.exit(status ?? 1)
}
