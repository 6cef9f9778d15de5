import type { Metadata } from 'next'
import { SignOutButton } from '../ui/sign-out-button'

export const metadata: Metadata = { title: 'Sign out', robots: { index: false } }

/** NextAuth's `pages.signOut`: a GET of `/api/auth/signout` redirects here. */
export default function SignOutPage() {
  return (
    <div className="mx-auto max-w-md px-5 py-14 sm:py-20">
      <div className="card px-6 py-8 sm:px-9 sm:py-10">
        <h1 className="font-semibold text-3xl tracking-tight">Sign out?</h1>
        <p className="mt-2 text-ink-soft leading-relaxed">
          You will be signed out of OrbitKit Billing in this browser. Your identity provider may keep you
          signed in.
        </p>
        <div className="mt-7 flex flex-wrap gap-3">
          <SignOutButton className="button-primary" />
          <a href="/billing" className="button button-quiet">
            Stay signed in
          </a>
        </div>
        <div className="mt-8 border-line border-t pt-6">
          <h2 className="font-semibold">On other devices, too</h2>
          <p className="mt-1 mb-4 text-[0.9375rem] text-ink-soft leading-relaxed">
            Ends your sessions in all browsers and on all devices, this one included. API keys keep working.
          </p>
          <SignOutButton className="button-quiet" everywhere />
        </div>
      </div>
    </div>
  )
}
