/** What is wrong with one variable: a sentence that begins with its name and never repeats its value. */
export type VariableProblem = { variable: string; sentence: string }

/** Thrown when variables are set but malformed. */
export class EnvironmentError extends Error {
  readonly problems: readonly VariableProblem[]

  constructor(problems: readonly VariableProblem[]) {
    super(problems.map(({ sentence }) => sentence).join('\n'))
    this.name = 'EnvironmentError'
    this.problems = problems
  }
}
