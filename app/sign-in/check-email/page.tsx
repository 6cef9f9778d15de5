import type { Metadata } from 'next'
import { LINK_LIFETIME_S } from '@/lib/auth/email-provider'
import { SignInCard } from '../sign-in-card'

export const metadata: Metadata = { title: 'Check your email', robots: { index: false } }

/** NextAuth redirects here after sending a link (`pages.verifyRequest`). It is the same for every address. */
export default function CheckEmailPage() {
  return (
    <SignInCard
      title="Check your email"
      lead={`We sent you a sign-in link. It works once, within ${LINK_LIFETIME_S / 60} minutes.`}
      below="You can open the link in another browser or on another device. You are then signed in there."
    >
      <p className="text-[0.9375rem] text-ink-soft leading-relaxed">
        No email? Check your spam folder, or{' '}
        <a href="/sign-in" className="link">
          try another address
        </a>
        .
      </p>
    </SignInCard>
  )
}
