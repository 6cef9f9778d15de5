import { notFound } from 'next/navigation'
import { findMember } from '@/lib/accounts/find-member'
import { requireAccount } from './require-account'

/** The member that a page is about, for an owner of their account. Who is no member is “not found”. */
export async function requireMember(userId: string, asked: unknown) {
  const { account, back } = await requireAccount(asked, 'members:manage', '/members')
  // Whatever PostgreSQL could not even compare is no id.
  const member = /^[\w-]{1,64}$/.test(userId) ? await findMember({ accountId: account.id, userId }) : null
  return { account, back, member: member ?? notFound() }
}
