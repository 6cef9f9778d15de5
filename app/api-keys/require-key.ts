import { notFound, redirect } from 'next/navigation'
import { can } from '@/lib/ability'
import { findApiKey } from '@/lib/api-keys/list-api-keys'
import { currentUser } from '@/lib/auth/current-user'

/**
 * The key that a page is about, for somebody who may manage it. Signs in first; everything else leads to “not
 * found”.
 */
export async function requireKey(id: string, page: string) {
  const user = await currentUser()
  if (!user) redirect(`/sign-in?${new URLSearchParams({ callbackUrl: page })}`)
  const accounts = user.memberships.filter(({ role }) => can(role, 'keys:manage'))
  // Whatever PostgreSQL could not even compare is no id.
  const key = /^[\w-]{1,64}$/.test(id)
    ? await findApiKey(
        id,
        accounts.map(({ account }) => account.id),
      )
    : null
  return key ?? notFound()
}
