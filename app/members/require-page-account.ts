import { notFound, redirect } from 'next/navigation'
import type { Ability } from '@/lib/ability'
import { findMember } from '@/lib/accounts/find-member'
import { chooseAccount } from '../choose-account'
import { RECORD_ID } from '../record-id'
import { requireUser } from '../require-user'
import { membersPath } from './members-path'

/**
 * The account of a page about members, and the signed-in user. Redirects to sign-in without a session, and to
 * the list of members if the role does not allow it. Shows “not found” for another person's account.
 *
 * @param requested the page's `account` parameter
 * @param page where to return after signing in
 */
export async function requirePageAccount(requested: unknown, ability: Ability, page: string) {
  const user = await requireUser(page)
  const choice = chooseAccount(user.memberships, requested, ability)
  if (choice.kind === 'not-found') notFound()
  if (choice.kind === 'no-account') redirect('/members')
  // The list names the owners to ask.
  if (choice.kind === 'not-allowed') redirect(membersPath(choice.account.id))
  return { user, account: choice.account, back: membersPath(choice.account.id) }
}

/** The member that a page is about, for an owner of the account. Shows “not found” for anyone else's id. */
export async function requireMember(userId: string, requestedAccount: unknown) {
  const { account, back } = await requirePageAccount(requestedAccount, 'members:manage', '/members')
  const member = RECORD_ID.test(userId) ? await findMember({ accountId: account.id, userId }) : null
  return { account, back, member: member ?? notFound() }
}
