import { OperatorError } from '../operator-error'

/** The columns that are read. All others are ignored. */
export const COLUMNS = ['name', 'owner_email', 'stripe_customer_id'] as const

type Column = (typeof COLUMNS)[number]

export type Header = {
  /** The number of values in a row. */
  width: number
  /** The position of each column in a row; null when the file lacks it. */
  positions: Record<Column, number | null>
  /** Whether the file is Stripe's customer export, where a customer may have no name. */
  isStripeExport: boolean
}

/**
 * The column names in the customer export of Stripe's Dashboard: "id,Description,Email,Name,Created (UTC),…".
 * The user chooses the columns when exporting.
 */
const STRIPE_TITLES: Record<Column, string> = { name: 'name', owner_email: 'email', stripe_customer_id: 'id' }

/**
 * Finds the columns from the header, in any order and case.
 *
 * @throws {OperatorError} when a column is missing or repeated
 */
export function readHeader(header: readonly string[]): Header {
  const titles = header.map((title) => title.trim().toLowerCase())
  const isOwn = titles.includes('owner_email') || titles.includes('stripe_customer_id')
  const isStripeExport = !isOwn && titles.includes('id') && titles.includes('email')
  const find = (column: Column) => {
    const title = isStripeExport ? STRIPE_TITLES[column] : column
    const position = titles.indexOf(title)
    if (titles.lastIndexOf(title) !== position) throw wrongHeader(`${title} appears twice`)
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
    `The file’s first line must name the columns ${COLUMNS.join(', ')}, or come from Stripe’s customer ` +
      `export: ${problem}.`,
  )
