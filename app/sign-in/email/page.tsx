import type { Metadata } from 'next'
import { LINK_S } from '@/lib/auth/email-provider'
import { findMailLink } from '@/lib/auth/find-mail-link'
import { origin } from '@/lib/origin'
import { queryingPage } from '../../querying-page'
import { callbackPath } from '../callback-path'
import { SignInCard } from '../sign-in-card'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/**
 * Where a sign-in link leads. Opening it changes nothing, so that a mail scanner does not use it up; the
 * button does. The page says whom the button signs in: somebody may have been sent another person's link, and
 * would not notice that they act as that person.
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
          `A sign-in link works once, within ${LINK_S / 60} minutes. This one was used, is too old, or is ` +
          'incomplete.'
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
      below="If that is not your address, close this page: somebody sent you a link of their own."
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
