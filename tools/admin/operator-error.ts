/** A problem that the operator can fix: `message` says in one sentence what happened and what to do. */
export class OperatorError extends Error {
  /** The result to print anyway, when the command did part of its work. */
  readonly result: unknown

  constructor(message: string, options: { result?: unknown; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'OperatorError'
    this.result = options.result
  }
}

/** The error for an unknown account id. */
export const noAccount = (id: string) =>
  new OperatorError(
    `There is no billing account ${id}: list the accounts with npm run --silent admin -- account list.`,
  )
