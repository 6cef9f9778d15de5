import type { Metadata } from 'next'
import { LINK_LIFETIME_S } from '@/lib/auth/email-provider'
import { findMailLink } from '@/lib/auth/find-mail-link'
import { origin } from '@/lib/origin'
import { queryingPage } from '../../querying-page'
import { callbackPath } from '../callback-path'
import { SignInCard } from '../sign-in-card'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/**
 * The page that a sign-in link opens. Only its button uses the link up, because mail scanners open links. The
 * page shows the address that the button signs in: an attacker can send a link for their own address, and the
 * recipient would not notice that they act as the attacker.
 */
export default queryingPage(async function MailLinkPage({ searchParams }: Props) {
  const { token, callbackUrl } = await searchParams
  const path = callbackPath(callbackUrl, origin())
  const email = await findMailLink(token)
  if (email === null)
    return (
      <SignInCard
        title="This link has expired"
        lead={
          `A sign-in link works once, within ${LINK_LIFETIME_S / 60} minutes. This one was used, is too ` +
          'old, or is incomplete.'
        }
      >
        <a
          href={`/sign-in?${new URLSearchParams({ callbackUrl: path })}`}
          className="button button-primary w-full"
        >
          Request a new link
        </a>
      </SignInCard>
    )
  return (
    <SignInCard
      title="Sign in"
      lead={
        <>
          As <strong className="font-semibold text-ink [overflow-wrap:anywhere]">{email}</strong>
        </>
      }
      below="If that is not your address, close this page: someone sent you a link to sign in as them."
    >
      <form method="post" action="/api/auth/callback/email">
        <input type="hidden" name="token" value={String(token)} />
        <input type="hidden" name="callbackUrl" value={path} />
        <button type="submit" className="button button-primary w-full">
          Sign in
        </button>
      </form>
    </SignInCard>
  )
})
