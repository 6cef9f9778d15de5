import type { ApiError } from './api-error'
import { findRequestContext } from './request-context'

/** What a log line may carry: plain facts. Never a portal URL, a key, a token or a person's data. */
type Fields = Record<string, string | number | boolean | null | undefined>

type Level = 'info' | 'warn' | 'error'

/**
 * What must not reach a log even when it hides inside an error's message: Stripe keys and signing secrets,
 * our API keys, and e-mail addresses of any script, also percent-encoded. Each pattern begins where a word
 * does, so that a long line costs no more than its length.
 */
const SECRET =
  /\b(?:[sr]k_(?:test|live)|whsec|orbitkit)_\w+|(?<![^\s"'<>(),;:=?&/\\])[^\s"'<>(),;:=?&/\\@]+(?:@|%40)[^\s"'<>(),;:=?&/\\@]+/g

/** Addresses are looked at whole: portal sessions, and those with a user name or a password in them, go. */
const ADDRESS = /\b\w+:\/\/[^\s"'<>]*/g
const SECRET_ADDRESS = /\/session\/|@|:\/\/billing\.stripe\.com/i

/** Replaces what looks like a secret or a personal datum by `[redacted]`. */
export function redact(text: string): string {
  return text
    .replace(ADDRESS, (address) => (SECRET_ADDRESS.test(address) ? '[redacted]' : address))
    .replace(SECRET, '[redacted]')
}

/** Where a text in a log ends, in characters: some of it was sent by visitors, and a stack trace fits. */
const MAX_LENGTH = 4_000

/** A text as a log shows it. Secrets go first: half of one would no longer look like one. */
export function logged(text: string): string {
  const safe = redact(text)
  return safe.length > MAX_LENGTH ? `${safe.slice(0, MAX_LENGTH)}… (${safe.length} characters)` : safe
}

function write(level: Level, event: string, fields: Fields = {}): void {
  const { id: requestId, caller } = findRequestContext() ?? {}
  const request = { requestId, caller: caller ?? undefined }
  const at = new Date().toISOString()
  const line = JSON.stringify({ level, event, ...request, ...fields, at }, (_, value) =>
    typeof value === 'string' ? logged(value) : value,
  )
  // Standard error for everything, so that commands can keep standard output for their answers.
  process.stderr.write(`${line}\n`)
}

/**
 * One JSON object a line on standard error. Lines of one request carry its id, and the caller once known.
 * `event` is a constant such as `portal.opened`; details go in fields.
 */
export const log = {
  info: (event: string, fields?: Fields) => write('info', event, fields),
  warn: (event: string, fields?: Fields) => write('warn', event, fields),
  error: (event: string, fields?: Fields) => write('error', event, fields),
}

/**
 * Logs a failure with its internal story: at level error where it is ours, with the stack of a defect.
 *
 * @param event what failed, such as `request.failed`
 */
export function logFailure(event: string, { status, code, message, cause }: ApiError): void {
  const write = status >= 500 ? log.error : log.info
  write(event, {
    status,
    code,
    reason: message,
    ...(status === 500 && cause instanceof Error && { stack: cause.stack }),
  })
}
