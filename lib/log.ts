/** What a log line may carry: plain facts. Never a portal URL, a key, a token or a person's data. */
type Fields = Record<string, string | number | boolean | null | undefined>

type Level = 'info' | 'warn' | 'error'

/**
 * What must not reach a log even when it hides inside an error's message: Stripe keys and signing secrets, our API keys,
 * portal addresses, connection strings, e-mail addresses.
 */
const SECRETS =
  /\b(?:[sr]k_(?:test|live)|whsec)_\w+|\borbitkit_\w+|\b\w+:\/\/[^\s"'<>]*(?:\/session\/|@)[^\s"'<>]*|https?:\/\/billing\.stripe\.com[^\s"'<>]*|[\w.+-]+@[\w-]+\.[\w.-]+/g

/** Replaces what looks like a secret or a personal datum by `[redacted]`. */
export function redact(text: string): string {
  return text.replace(SECRETS, '[redacted]')
}

function write(level: Level, event: string, fields: Fields = {}): void {
  const line = JSON.stringify({ level, event, ...fields, at: new Date().toISOString() }, (_, value) =>
    typeof value === 'string' ? redact(value) : value,
  )
  // Standard error for everything, so that commands can keep standard output for their answers.
  process.stderr.write(`${line}\n`)
}

/** One JSON object a line on standard error. `event` is a constant such as `portal.opened`; details go in fields. */
export const log = {
  info: (event: string, fields?: Fields) => write('info', event, fields),
  warn: (event: string, fields?: Fields) => write('warn', event, fields),
  error: (event: string, fields?: Fields) => write('error', event, fields),
}
