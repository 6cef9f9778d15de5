import { notFound, redirect } from 'next/navigation'
import { can } from '@/lib/ability'
import { findApiKey } from '@/lib/api-keys/list-api-keys'
import { currentUser } from '@/lib/auth/current-user'

/**
 * The key that a page is about. Redirects to sign-in without a session, and shows “not found” unless the
 * person may manage the key.
 */
export async function requireKey(id: string, page: string) {
  const user = await currentUser()
  if (!user) redirect(`/sign-in?${new URLSearchParams({ callbackUrl: page })}`)
  const accounts = user.memberships.filter(({ role }) => can(role, 'keys:manage'))
  // PostgreSQL rejects some text, such as NUL, that a URL can contain.
  const key = /^[\w-]{1,64}$/.test(id)
    ? await findApiKey(
        id,
        accounts.map(({ account }) => account.id),
      )
    : null
  return key ?? notFound()
}
