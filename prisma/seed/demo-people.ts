/**
 * The people and accounts of a fresh local installation. The seed creates them, and the local sign-in page
 * lists them by name.
 */
export const demo = {
  owner: { name: 'Olivia Owner', email: 'olivia@example.com' },
  member: { name: 'Marco Member', email: 'marco@example.com' },
  account: { name: 'Northwind Studio' },
  emptyAccount: { name: 'Fresh Start GmbH' },
} as const
