/**
 * What is wrong with one variable: a sentence for an operator that begins with its name and never repeats its
 * value.
 */
export type VariableProblem = { variable: string; sentence: string }

/** Values that are there but cannot be used. */
export class EnvironmentError extends Error {
  readonly problems: readonly VariableProblem[]

  constructor(problems: readonly VariableProblem[]) {
    super(problems.map(({ sentence }) => sentence).join('\n'))
    this.name = 'EnvironmentError'
    this.problems = problems
  }
}
