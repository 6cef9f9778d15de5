/**
 * Something that the operator can put right: `message` is one sentence that says what happened and what to
 * do.
 */
export class OperatorError extends Error {
  /** Printed even so, where the command did a part of its work. */
  readonly result: unknown

  constructor(message: string, options: { result?: unknown; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'OperatorError'
    this.result = options.result
  }
}

/** The refusal of an account id that nothing has, for the commands of every noun. */
export const noAccount = (id: string) =>
  new OperatorError(`There is no billing account ${id}: npm run --silent admin -- account list shows them.`)
