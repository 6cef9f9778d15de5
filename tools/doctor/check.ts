import type { Env } from '@/lib/env'

/**
 * What a check found. `todo` says what to do, in the words of the problem itself where there are none better.
 */
export type Finding = { ok: true; words: string } | { ok: false; words: string; todo: string }

/** One thing that a deployment needs, looked at on its own. */
export type Check = {
  name: string
  /** The variables it stands on. What is wrong with one of them is this check's failure and no other's. */
  variables: readonly string[]
  /** The checks without which this one cannot look. */
  needs: readonly Check[]
  /** Called only if nothing is wrong with the variables. It ends by itself within seconds. */
  look(env: Env): Promise<Finding>
}

export type Result = {
  name: string
  state: 'ok' | 'failed' | 'skipped'
  words: string
  todo: string | null
}

/** How long anything outside may take to answer, in milliseconds: a hanging service is a finding, too. */
export const PATIENCE_MS = 5_000
