import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentUser } from '@/lib/auth/current-user'
import { findCsrfToken } from '@/lib/auth/find-csrf-token'
import { signInProviders } from '@/lib/auth/sign-in-providers'
import { origin } from '@/lib/origin'
import { Alert } from '../ui/alert'
import { OrbitMark } from '../ui/orbit-mark'
import { callbackPath } from './callback-path'
import { COOKIES_REQUIRED, signInProblem } from './sign-in-problem'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/**
 * Starts NextAuth's sign-in with a plain form post, so that it works without a script.
 *
 * The post needs NextAuth's CSRF token, and its cookie is set by NextAuth's own addresses alone. So a first visit makes one
 * round trip through `/api/auth/signin`, which sets the cookie and leads back here (`pages.signIn`). It carries a code along, so that
 * a browser without cookies is told so instead of being sent round for ever.
 */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams
  const path = callbackPath(callbackUrl, origin())
  if (await currentUser()) redirect(path)

  const csrfToken = await findCsrfToken()
  if (!csrfToken && error !== COOKIES_REQUIRED)
    redirect(`/api/auth/signin?${new URLSearchParams({ callbackUrl: path, error: COOKIES_REQUIRED })}`)
  // The cookie is there now. The code has done its work, and must not stay in an address that somebody may keep.
  if (csrfToken && error === COOKIES_REQUIRED)
    redirect(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`)
  const problem = signInProblem(error)

  return (
    <div className="mx-auto max-w-md px-5 py-14 sm:py-20">
      <div className="card px-6 py-8 sm:px-9 sm:py-10">
        <OrbitMark className="size-11" />
        <h1 className="mt-6 font-semibold text-3xl tracking-tight">Sign in</h1>
        <p className="mt-2 text-ink-soft leading-relaxed">To see your invoices and payment methods.</p>
        {problem && (
          <div className="mt-6">
            <Alert>{problem}</Alert>
          </div>
        )}
        {csrfToken ? (
          <Providers csrfToken={csrfToken} callbackUrl={path} />
        ) : (
          <a
            href={`/sign-in?${new URLSearchParams({ callbackUrl: path })}`}
            className="button button-primary mt-7 w-full"
          >
            Try again
          </a>
        )}
      </div>
      <p className="mt-6 px-1 text-ink-soft text-sm leading-relaxed">
        Access belongs to your email address. If an owner of a billing account has added yours, you will find
        the account after signing in.
      </p>
    </div>
  )
}

function Providers({ csrfToken, callbackUrl }: { csrfToken: string; callbackUrl: string }) {
  const providers = signInProviders()
  if (providers.length === 0)
    return (
      <p className="mt-6">
        No identity provider is set up on this server yet. Ask your operator to set one, then reload this
        page.
      </p>
    )
  return providers.map(({ id, name }) => (
    <form key={id} method="post" action={`/api/auth/signin/${id}`} className="mt-7">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <button type="submit" className="button button-primary w-full">
        Continue with {name}
      </button>
    </form>
  ))
}
