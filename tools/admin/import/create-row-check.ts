import { accountName, customerId, emailAddress } from '@/lib/accounts/account-fields'
import type { AccountRow } from '@/lib/accounts/import-accounts'
import type { CsvRow } from './read-csv'

export type RowChecked = { kind: 'accepted'; row: AccountRow } | { kind: 'refused'; reason: string }

/**
 * Makes a check for the rows of one file, in their order. A customer may appear in one good row only: it is
 * remembered with its line, which is all that grows with the file (about 100 bytes a row).
 */
export function createRowCheck(): (row: CsvRow) => RowChecked {
  const lines = new Map<string, number>()
  return ({ line, isWhole, values }) => {
    if (!isWhole) return refused('the row has more or fewer values than the header has columns')
    const name = accountName.safeParse(values.name)
    if (!name.success) return refused(`name ${name.error.issues[0]?.message}`)
    const email = emailAddress.safeParse(values.owner_email)
    if (!email.success) return refused(`owner_email ${email.error.issues[0]?.message}`)
    const customer = customerId.safeParse(values.stripe_customer_id)
    if (!customer.success) return refused(`stripe_customer_id ${customer.error.issues[0]?.message}`)
    const earlier = lines.get(customer.data)
    if (earlier !== undefined) return refused(`stripe_customer_id is that of line ${earlier}`)
    lines.set(customer.data, line)
    return {
      kind: 'accepted',
      row: { name: name.data, ownerEmail: email.data, stripeCustomerId: customer.data },
    }
  }
}

const refused = (reason: string): RowChecked => ({ kind: 'refused', reason })
