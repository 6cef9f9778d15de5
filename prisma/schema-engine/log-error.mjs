// @ts-check

/**
 * Logs an error as the native engine does, so that the CLI can show it. The CLI skips the first line and
 * parses all others.
 * @param {string} message
 * @param {string} [errorCode] such as P1001: https://www.prisma.io/docs/orm/reference/error-reference
 */
export function logError(message, errorCode) {
  const fields = { message, is_panic: false, ...(errorCode && { error_code: errorCode }) }
  const line = { level: 'ERROR', target: 'schema_engine::logger', fields }
  process.stderr.write(`{"level":"INFO","fields":{"message":"schema engine"}}\n${JSON.stringify(line)}\n`)
}
