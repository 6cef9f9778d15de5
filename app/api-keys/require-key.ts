import { notFound } from 'next/navigation'
import { can } from '@/lib/ability'
import { findApiKey } from '@/lib/api-keys/list-api-keys'
import { RECORD_ID } from '../record-id'
import { requireUser } from '../require-user'

/**
 * The key that a page is about. Redirects to sign-in without a session, and shows “not found” unless the
 * person may manage the key.
 */
export async function requireKey(id: string, page: string) {
  const { memberships } = await requireUser(page)
  const managed = memberships.filter(({ role }) => can(role, 'keys:manage'))
  const accountIds = managed.map(({ account }) => account.id)
  const key = RECORD_ID.test(id) ? await findApiKey(id, accountIds) : null
  return key ?? notFound()
}
