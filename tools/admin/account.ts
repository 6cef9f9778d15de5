import type { Command } from '@commander-js/extra-typings'
import { z } from 'zod'
import { accountName, emailAddress } from '@/lib/accounts/account-fields'
import { createAccount } from '@/lib/accounts/create-account'
import { findAccountDetails, searchAccounts } from '@/lib/accounts/search-accounts'
import { linkCustomer, unlinkCustomer } from '@/lib/customers/link-customer'
import { lookUpCustomer } from '@/lib/stripe/look-up-customer'
import { customerId } from '@/lib/stripe/stripe-id'
import { checked } from './checked'
import { runImport } from './import/run-import'
import { type Io, printResult } from './io'
import { noAccount, OperatorError } from './operator-error'
import { requireSetting } from './require-setting'

const searchText = z.string().trim().min(1, { error: 'must not be blank' })

/** Adds the commands about billing accounts. */
export function addAccountCommands(program: Command, io: Io): void {
  const account = program
    .command('account')
    .description('Billing accounts and their Stripe customers')
    .hook('preAction', () => requireSetting('DATABASE_URL'))

  account
    .command('create')
    .description(
      'Create a billing account. The owner joins immediately, or at their first sign-in if new here.',
    )
    .requiredOption('--name <name>', 'the name of the account', checked('--name', accountName))
    .requiredOption('--owner <email>', 'the owner’s email address', checked('--owner', emailAddress))
    .option('--customer <id>', 'the Stripe customer (cus_…)', checked('--customer', customerId))
    .action(async ({ name, owner, customer = null }) => {
      if (customer) await requireKnownCustomer(customer)
      const outcome = await createAccount({ name, ownerEmail: owner, stripeCustomerId: customer })
      if (outcome.kind === 'customer-taken') throw customerTaken(customer ?? '')
      const { id, owner: status } = outcome
      printResult(io, { id, name, stripeCustomerId: customer, owner: { email: owner, status } })
    })

  account
    .command('import')
    .description(
      'Import accounts from a CSV file with the columns name, owner_email and stripe_customer_id, or ' +
        'from Stripe’s customer export. It is safe to run again.',
    )
    .argument('<file>', 'the CSV file')
    .option('--report <file>', 'write the refused rows to this CSV file', checked('--report', z.string()))
    .action((file, { report }) => runImport({ file, reportPath: report }, io))

  account
    .command('list')
    .description('List up to 100 accounts, newest first.')
    .option(
      '--search <text>',
      'part of a name, or a complete account id, customer id or email address',
      checked('--search', searchText),
    )
    .action(async ({ search }) => printResult(io, await searchAccounts(search)))

  account
    .command('show')
    .description('Show an account with its members, invitations and API keys.')
    .argument('<account-id>')
    .action(async (id) => {
      const found = await findAccountDetails(id)
      if (!found) throw noAccount(id)
      printResult(io, found)
    })

  account
    .command('link')
    .description('Link a Stripe customer to an account that has none, or whose customer is gone at Stripe.')
    .argument('<account-id>')
    .argument('<customer>', 'the Stripe customer (cus_…)', checked('CUSTOMER', customerId))
    .action(async (id, customer) => {
      await requireKnownCustomer(customer)
      const outcome = await linkCustomer(id, customer)
      if (outcome.kind === 'no-account') throw noAccount(id)
      if (outcome.kind === 'customer-taken') throw customerTaken(customer)
      if (outcome.kind === 'other-customer') throw otherCustomer(id, outcome.stripeCustomerId)
      printResult(io, { id, stripeCustomerId: customer })
    })

  account
    .command('unlink')
    .description('Unlink the Stripe customer from an account. Nothing changes at Stripe.')
    .argument('<account-id>')
    .action(async (id) => {
      const outcome = await unlinkCustomer(id)
      if (outcome.kind === 'no-account') throw noAccount(id)
      printResult(io, { id, stripeCustomerId: null })
    })
}

/** @throws {OperatorError} when Stripe has no such customer: a typing mistake must not link an account */
async function requireKnownCustomer(id: string): Promise<void> {
  requireSetting('STRIPE_SECRET_KEY')
  switch ((await lookUpCustomer(id)).kind) {
    case 'live':
      return
    case 'deleted':
      throw new OperatorError(`The customer ${id} is deleted at Stripe: use the customer that replaced it.`)
    case 'unknown':
      throw new OperatorError(
        `Stripe has no customer ${id}: look up the id in Stripe's Dashboard, in the mode (test or live) ` +
          `of STRIPE_SECRET_KEY.`,
      )
  }
}

const customerTaken = (customer: string) =>
  new OperatorError(
    `${customer} is linked to another billing account: find it with npm run --silent admin -- account ` +
      `list --search ${customer}, and free the customer with account unlink.`,
  )

const otherCustomer = (id: string, customer: string) =>
  new OperatorError(
    `The account is already linked to ${customer}: run npm run --silent admin -- account unlink ${id} ` +
      `first.`,
  )
