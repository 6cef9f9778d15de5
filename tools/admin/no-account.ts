import { OperatorError } from './operator-error'

/** The refusal of an account id that nothing has, for the commands of every noun. */
export const noAccount = (id: string) =>
  new OperatorError(`There is no billing account ${id}: npm run --silent admin -- account list shows them.`)
