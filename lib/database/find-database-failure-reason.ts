import { DATABASE_FAILURE_REASONS, type DatabaseFailureReason } from './database-failure-reasons'

/**
 * What an error says. Its message counts only without a PostgreSQL code, or to distinguish cases of one code.
 */
type Facts = {
  /** PostgreSQL's five-character code. */
  sqlState: string | undefined
  /** Codes of Node, Prisma and its adapter, such as ECONNREFUSED, P1001 and DatabaseNotReachable. */
  codes: readonly string[]
  message: string
}

/**
 * Finds why the database is unavailable in an error of Prisma, the driver or Node, or in its causes. Null for
 * any other error.
 */
export function findDatabaseFailureReason(error: unknown): DatabaseFailureReason | null {
  if (!(error instanceof Error)) return null
  const { kind, originalCode, originalMessage, reason } = adapterCause(error)
  const code = 'code' in error ? String(error.code) : ''
  const facts: Facts = {
    // Only PostgreSQL's own errors have a severity.
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
 * The driver adapter's error, which Prisma keeps in `meta`: the adapter's name for it, and PostgreSQL's code
 * if any.
 */
function adapterCause(
  error: Error,
): Partial<Record<'kind' | 'originalCode' | 'originalMessage' | 'reason', string>> {
  return Object(Object(Object(Object(error).meta).driverAdapterError).cause)
}
