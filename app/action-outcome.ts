import type { ErrorCode } from '@/lib/errors'

/** What became of a form that a person sent, and what the form shows next. */
export type ActionOutcome<Done extends object> =
  | { kind: 'done'; result: Done }
  /** One sentence a field, after its label: “must be 1 to 100 characters”. `values` is what was typed. */
  | { kind: 'invalid'; problems: Readonly<Record<string, string>>; values: Readonly<Record<string, string>> }
  /** `words` says what happened and what to do next. */
  | { kind: 'refused'; code: ErrorCode; words: string }

const NOTHING_TYPED: Readonly<Record<string, string>> = {}

/**
 * What a form shows again after its input was refused: the problems, and what was typed. Empty for every
 * other outcome.
 */
export function refusedInput(outcome: ActionOutcome<object> | null) {
  return outcome?.kind === 'invalid' ? outcome : { problems: NOTHING_TYPED, values: NOTHING_TYPED }
}
