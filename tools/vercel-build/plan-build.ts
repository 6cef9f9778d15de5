import { examineEnvironment } from '@/lib/boot-guards'

type Source = Readonly<Record<string, string | undefined>>

type Migrations = { kind: 'run'; url: string; variable: string } | { kind: 'skip'; why: string }

/** What a build does besides building, or why there is none: a sentence for each problem. */
export type BuildPlan =
  | { kind: 'refused'; sentences: readonly string[] }
  | { kind: 'build'; migrations: Migrations }

const ELSEWHERE =
  'This build is not on Vercel, so it has neither checked the variables nor migrated the database: run ' +
  '`npx prisma migrate deploy` before you deploy it.'

const SKIPPED = 'SKIP_MIGRATIONS is set: the database is migrated elsewhere.'

const HIDDEN =
  'VERCEL_ENV is not set: in the project’s settings, under Environment Variables, enable access to System ' +
  'Environment Variables.'

/**
 * Decides what a build checks and migrates.
 *
 * Only where Vercel itself builds. `vercel build` in CI has VERCEL=1 and, after `vercel pull`, VERCEL_ENV,
 * but sensitive variables and VERCEL_URL are empty there (https://github.com/vercel/vercel/issues/13612), so
 * nothing could be checked. The mark of Vercel's own machines is VERCEL_BUILD_IMAGE, by which its CLI tells
 * them apart, too; VERCEL_URL counts as well, since it is the documented one.
 *
 * Neon's integration gives each preview a database of its own, in DATABASE_URL through the pooler and in
 * DATABASE_URL_UNPOOLED without. Vercel's variables cannot refer to each other, so both names are taken.
 */
export function planBuild(source: Source): BuildPlan {
  const isOnVercel = Boolean(source.VERCEL_BUILD_IMAGE?.trim() || source.VERCEL_URL?.trim())
  if (!isOnVercel) return { kind: 'build', migrations: { kind: 'skip', why: ELSEWHERE } }
  if (!source.VERCEL_ENV?.trim()) return { kind: 'refused', sentences: [HIDDEN] }

  const { env, problems } = examineEnvironment(source)
  const { url, directUrl, skipMigrations } = env.database
  if (problems.length > 0) return { kind: 'refused', sentences: problems.map(({ sentence }) => sentence) }
  if (skipMigrations) return { kind: 'build', migrations: { kind: 'skip', why: SKIPPED } }
  const unpooled = source.DATABASE_URL_UNPOOLED?.trim()
  if (directUrl) return migrate('DIRECT_DATABASE_URL', directUrl)
  return unpooled ? migrate('DATABASE_URL_UNPOOLED', unpooled) : migrate('DATABASE_URL', url ?? '')
}

const migrate = (variable: string, url: string): BuildPlan => ({
  kind: 'build',
  migrations: { kind: 'run', url, variable },
})
