import { ApiError } from '../api-error'

/** The deepest documented object has four levels. More is noise, or an attack on a recursive reader. */
const MAX_DEPTH = 16

/** Matches the strings and structure of well-formed JSON. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/**
 * Parses JSON, and refuses what two parsers may read differently: duplicate keys, `__proto__`, NUL, lone
 * surrogates and deep nesting (RFC 8259 section 4, RFC 7493).
 *
 * @throws {ApiError} VALIDATION_FAILED with the reason
 */
export function parseJson(text: string): unknown {
  const value = parseOrNull(text)
  if (!value) throw refused('The body must be valid JSON')
  const problem = findAmbiguity(text)
  if (problem) throw refused(problem)
  return value.parsed
}

function parseOrNull(text: string): { parsed: unknown } | null {
  try {
    return { parsed: JSON.parse(text) }
  } catch {
    return null
  }
}

function findAmbiguity(text: string): string | null {
  const open: Set<string>[] = []
  let lastString: string | null = null
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      if (open.push(new Set()) > MAX_DEPTH)
        return `The body must not be nested deeper than ${MAX_DEPTH} levels`
    } else if (token === '}' || token === ']') {
      open.pop()
    } else if (token !== ':') {
      lastString = JSON.parse(token) as string
      if (lastString.includes('\0') || !lastString.isWellFormed())
        return 'Strings must be well-formed Unicode without NUL'
    } else if (lastString !== null) {
      const keys = open.at(-1)
      if (keys?.has(lastString)) return 'The body must not name a field twice'
      if (lastString === '__proto__') return 'The body has an unknown field'
      keys?.add(lastString)
    }
  }
  return null
}

const refused = (message: string) => new ApiError('VALIDATION_FAILED', { message })
