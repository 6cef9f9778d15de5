import { notFound, redirect } from 'next/navigation'
import type { Ability } from '@/lib/ability'
import { currentUser } from '@/lib/auth/current-user'
import { chooseAccount } from '../choose-account'
import { membersPath } from './members-path'

/**
 * The account that a page about members is about, and who asks. Signs in first; who may not do it is led to
 * the list, which says whom to ask; another's account is “not found”.
 *
 * @param asked the page's `account` parameter
 * @param page where to come back to after signing in
 */
export async function requireAccount(asked: unknown, ability: Ability, page: string) {
  const user = await currentUser()
  if (!user) redirect(`/sign-in?${new URLSearchParams({ callbackUrl: page })}`)
  const choice = chooseAccount(user.memberships, asked, ability)
  if (choice.kind === 'not-found') notFound()
  if (choice.kind === 'no-account') redirect('/members')
  if (choice.kind === 'not-allowed') redirect(membersPath(choice.account.id))
  return { user, account: choice.account, back: membersPath(choice.account.id) }
}
