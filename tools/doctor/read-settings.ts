import { bootProblems } from '@/lib/boot-guards'
import { type Env, EnvironmentError, readEnv } from '@/lib/env'

type Source = Readonly<Record<string, string | undefined>>

/** A sentence about one variable: it names that variable before any other. */
export type Problem = { variable: string; sentence: string }

/**
 * Reads an environment however broken it is: what cannot be read is left out and told as a problem, with what the app would refuse to
 * start for.
 */
export function readSettings(source: Source): { env: Env; problems: Problem[] } {
  const malformed = malformedIn(source).map(toProblem)
  const isMalformed = (name: string) => malformed.some(({ variable }) => variable === name)
  const readable = Object.fromEntries(Object.entries(source).filter(([name]) => !isMalformed(name)))
  // Having left a variable out, the guards would miss it.
  const refused = bootProblems(readable).map(toProblem)
  return {
    env: readEnv(readable),
    problems: [...malformed, ...refused.filter(({ variable }) => !isMalformed(variable))],
  }
}

function malformedIn(source: Source): readonly string[] {
  try {
    readEnv(source)
    return []
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
}

function toProblem(sentence: string): Problem {
  return { variable: /\b(?:PORT|[A-Z]+_[A-Z_]+)\b/.exec(sentence)?.[0] ?? '', sentence }
}
