import { redirect } from 'next/navigation'
import { currentUser } from '@/lib/auth/current-user'
import type { SessionUser } from '@/lib/auth/find-session'

/** The signed-in user. Without a session, redirects to sign-in, and from there back to `page`. */
export async function requireUser(page: string): Promise<SessionUser> {
  const user = await currentUser()
  return user ?? redirect(`/sign-in?${new URLSearchParams({ callbackUrl: page })}`)
}
