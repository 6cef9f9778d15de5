/**
 * The people and accounts that a bare machine starts with. The seed makes them; the local sign-in page offers
 * them by name.
 */
export const demo = {
  owner: { name: 'Olivia Owner', email: 'olivia@example.com' },
  member: { name: 'Marco Member', email: 'marco@example.com' },
  account: { name: 'Northwind Studio' },
  emptyAccount: { name: 'Fresh Start GmbH' },
} as const
