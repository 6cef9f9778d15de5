import { createHash } from 'node:crypto'

/** Each name costs memory in every connection's server process. The app has fewer statements. */
const MAX_NAMES = 300

/**
 * Names a statement by its text, so that PostgreSQL parses and plans it once per connection. Statements
 * beyond {@link MAX_NAMES} get no name, which PostgreSQL then does not keep: a list of values of every length
 * is another text.
 */
export function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined || names.size === MAX_NAMES) return known ?? ''
    const name = createHash('sha256').update(sql).digest('base64url')
    names.set(sql, name)
    return name
  }
}
