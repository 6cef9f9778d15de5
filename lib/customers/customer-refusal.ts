/**
 * Why an event did not attach its customer. Accounts named here exist; what only Stripe's side names is not
 * repeated.
 */
export type CustomerRefusal =
  | { reason: 'no-such-account' }
  | { reason: 'account-has-another-customer'; account: string }
  | { reason: 'customer-of-another-account'; account: string; holder: string }
  | { reason: 'metadata-names-another-account' }

/** What a person should do about each: nothing here can decide whose invoices an account may see. */
export const REFUSAL_TODO: Record<CustomerRefusal['reason'], string> = {
  'no-such-account':
    'Open the event in Stripe and compare the billing account it names with yours. Ignore it where ' +
    'another deployment shares this Stripe account.',
  'account-has-another-customer':
    'Decide which customer the account keeps. For the new one run `npm run admin -- account unlink`, ' +
    'then `account link`; for the old one take billingAccountId off the new one in Stripe.',
  'customer-of-another-account':
    'Decide which account the customer pays for. To move it run `npm run admin -- account unlink` for ' +
    'its holder, then `account link`.',
  'metadata-names-another-account':
    'Somebody checked out for one billing account as the customer of another: compare ' +
    'client_reference_id with the metadata of the customer in Stripe.',
}
