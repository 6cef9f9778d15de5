import type { Env } from '@/lib/env'

/** The outcome of a check. `words` describes it, and `todo` says how to fix a failure. */
export type Finding = { ok: true; words: string } | { ok: false; words: string; todo: string }

/** One requirement of a deployment, checked on its own. */
export type Check = {
  name: string
  /** The variables it depends on. A problem with one of them fails this check and no other. */
  variables: readonly string[]
  /** The checks that must pass before this one can run. */
  needs: readonly Check[]
  /** Called only if the variables are valid. Must end by itself within seconds. */
  look(env: Env): Promise<Finding>
}

export type Result = {
  name: string
  state: 'ok' | 'failed' | 'skipped'
  words: string
  todo: string | null
}

/** How long to wait for any service, in milliseconds. A hanging service is a failure too. */
export const PATIENCE_MS = 5_000
