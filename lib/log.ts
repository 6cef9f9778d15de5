import { env } from './env'
import { findRequestContext } from './request-context'
import { findTraceId } from './telemetry'

/** What a log line may carry: plain facts. Never a portal URL, a key, a token or a person's data. */
type Fields = Record<string, string | number | boolean | null | undefined>

type Level = 'info' | 'warn' | 'error'

/**
 * What must not reach a log, even inside an error message: Stripe keys and signing secrets, OrbitKit API
 * keys, and email addresses in any script, also percent-encoded. Each pattern starts at a word boundary, so
 * matching stays linear.
 */
const SECRET =
  /\b(?:[sr]k_(?:test|live)|whsec|orbitkit)_\w+|(?<![^\s"'<>(),;:=?&/\\])[^\s"'<>(),;:=?&/\\@]+(?:@|%40)[^\s"'<>(),;:=?&/\\@]+/g

/** Matched whole. URLs of portal sessions, of invoices, or with a user name or password are redacted. */
const URL_LIKE = /\b\w+:\/\/[^\s"'<>]*/g
const SECRET_URL = /\/session\/|@|:\/\/(?:billing|invoice)\.stripe\.com/i

/** Replaces secrets and personal data with `[redacted]`. */
export function redact(text: string): string {
  return text
    .replace(URL_LIKE, (url) => (SECRET_URL.test(url) ? '[redacted]' : url))
    .replace(SECRET, '[redacted]')
}

/** The longest text in a log, in characters. Visitors control some of it; a stack trace fits. */
const MAX_LENGTH = 4_000

/** Redacts a text, then cuts it. The other way round, half a secret would no longer match. */
export function logged(text: string): string {
  const safe = redact(text)
  return safe.length > MAX_LENGTH ? `${safe.slice(0, MAX_LENGTH)}… (${safe.length} characters)` : safe
}

const WEIGHT: Record<Level, number> = { info: 0, warn: 1, error: 2 }

let minWeight: number | undefined

/**
 * The weight of `LOG_LEVEL`. Tools also log in an environment that cannot be read; then every level is
 * written.
 */
function readMinWeight(): number {
  try {
    return WEIGHT[env().logLevel]
  } catch {
    return WEIGHT.info
  }
}

function write(level: Level, event: string, fields: Fields = {}): void {
  minWeight ??= readMinWeight()
  if (WEIGHT[level] < minWeight) return
  const { id: requestId, caller } = findRequestContext() ?? {}
  const request = { requestId, traceId: findTraceId(), caller: caller ?? undefined }
  const at = new Date().toISOString()
  const line = JSON.stringify({ level, event, ...request, ...fields, at }, (_, value) =>
    typeof value === 'string' ? logged(value) : value,
  )
  // Always standard error, so commands can keep standard output for their results.
  process.stderr.write(`${line}\n`)
}

/**
 * Writes one JSON object per line to standard error. A request's lines carry its id, and the caller once
 * known. `event` is a constant such as `customer.stale`; details go in fields.
 */
export const log = {
  info: (event: string, fields?: Fields) => write('info', event, fields),
  warn: (event: string, fields?: Fields) => write('warn', event, fields),
  error: (event: string, fields?: Fields) => write('error', event, fields),
}
