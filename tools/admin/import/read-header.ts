import { OperatorError } from '../operator-error'

/** What is read of each row. Other columns are not looked at. */
export const COLUMNS = ['name', 'owner_email', 'stripe_customer_id'] as const

type Column = (typeof COLUMNS)[number]

export type Header = {
  /** How many values a row has. */
  width: number
  /** Where a column's values are in a row; null where the file has no such column. */
  positions: Record<Column, number | null>
  /** Whether it is Stripe's customer export, where a customer need not have a name. */
  isStripeExport: boolean
}

/**
 * What Stripe's Dashboard calls the columns in its export of customers: "id,Description,Email,Name,Created
 * (UTC),…". Which ones there are is chosen when exporting.
 */
const STRIPE_TITLES: Record<Column, string> = { name: 'name', owner_email: 'email', stripe_customer_id: 'id' }

/**
 * Finds the columns of a file by its first line, in any order and case.
 *
 * @throws {OperatorError} when a column is missing or there twice
 */
export function readHeader(header: readonly string[]): Header {
  const titles = header.map((title) => title.trim().toLowerCase())
  const isOwn = titles.includes('owner_email') || titles.includes('stripe_customer_id')
  const isStripeExport = !isOwn && titles.includes('id') && titles.includes('email')
  const find = (column: Column) => {
    const title = isStripeExport ? STRIPE_TITLES[column] : column
    const position = titles.indexOf(title)
    if (titles.lastIndexOf(title) !== position) throw wrongHeader(`${title} is there twice`)
    if (position >= 0) return position
    if (isStripeExport && column === 'name') return null
    throw wrongHeader(`${title} is missing`)
  }
  return {
    width: titles.length,
    positions: {
      name: find('name'),
      owner_email: find('owner_email'),
      stripe_customer_id: find('stripe_customer_id'),
    },
    isStripeExport,
  }
}

const wrongHeader = (problem: string) =>
  new OperatorError(
    `The file’s first line must name the columns ${COLUMNS.join(', ')}, or be that of Stripe’s customer ` +
      `export: ${problem}.`,
  )
