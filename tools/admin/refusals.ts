import { OperatorError } from './operator-error'

/** Refusals that several commands share. */
export const noAccount = (id: string) =>
  new OperatorError(`There is no billing account ${id}: npm run --silent admin -- account list shows them.`)

export const customerTaken = (customer: string) =>
  new OperatorError(
    `${customer} is attached to another billing account: npm run --silent admin -- account list --search ${customer} shows it, and account unlink frees it.`,
  )
