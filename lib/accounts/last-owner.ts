/**
 * Whether PostgreSQL refused a statement because the account would have lost its last owner. The rule itself
 * is the trigger `Membership_last_owner` in `prisma/migrations/20261125160000_members`, which puts its name
 * into the message.
 */
export function isLastOwnerRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Membership_last_owner')
}
