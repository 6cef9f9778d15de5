/**
 * Whether PostgreSQL refused a statement because an account would have lost its last owner: see the trigger
 * Membership_last_owner in the migrations, which names itself in its message.
 */
export function isLastOwnerRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Membership_last_owner')
}
