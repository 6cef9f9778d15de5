import { DATABASE_FAILURE_REASONS, type DatabaseFailureReason } from './database-failure-reasons'

/**
 * What is known of a failure. Messages count only where PostgreSQL gave no code of its own, or to tell cases
 * of one code apart.
 */
type Facts = {
  /** PostgreSQL's code, of five characters. */
  sqlState: string | undefined
  /**
   * Node's, Prisma's and its adapter's names for it, such as ECONNREFUSED, P1001 and DatabaseNotReachable.
   */
  codes: readonly string[]
  message: string
}

/**
 * Finds why the database is away, as an error of Prisma, the driver or Node says or one that caused it; null
 * when something else is wrong.
 */
export function findDatabaseFailureReason(error: unknown): DatabaseFailureReason | null {
  if (!(error instanceof Error)) return null
  const { kind, originalCode, originalMessage, reason } = adapterCause(error)
  const code = 'code' in error ? String(error.code) : ''
  const facts: Facts = {
    // PostgreSQL's own errors have a severity.
    sqlState: originalCode ?? ('severity' in error ? code : undefined),
    codes: [kind ?? '', code],
    message: [error.message, originalMessage, reason].filter(Boolean).join(' '),
  }
  for (const pattern of DATABASE_FAILURE_REASONS) {
    const found = whatFits(pattern, facts)
    if (found !== undefined) return { is: pattern.is.replace('<said>', found), todo: pattern.todo }
  }
  return findDatabaseFailureReason(error.cause)
}

type Pattern = (typeof DATABASE_FAILURE_REASONS)[number]

function whatFits({ state, code, says }: Pattern, { sqlState, codes, message }: Facts): string | undefined {
  const said = says?.exec(message)?.[0]
  if (state) return sqlState !== undefined && state.test(sqlState) && (!says || said) ? sqlState : undefined
  if (sqlState !== undefined) return undefined
  return codes.find((name) => code?.test(name)) ?? said
}

/**
 * What the driver adapter reported, which Prisma keeps in `meta`: its own name for the failure, and
 * PostgreSQL's code where there is one.
 */
function adapterCause(
  error: Error,
): Partial<Record<'kind' | 'originalCode' | 'originalMessage' | 'reason', string>> {
  return Object(Object(Object(Object(error).meta).driverAdapterError).cause)
}
