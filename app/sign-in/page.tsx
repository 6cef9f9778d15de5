import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { currentUser } from '@/lib/auth/current-user'
import { signInProviders } from '@/lib/auth/sign-in-providers'
import { isOtherHost } from '@/lib/http/same-origin'
import { origin } from '@/lib/origin'
import { queryingPage } from '../querying-page'
import { Alert } from '../ui/alert'
import { OrbitMark } from '../ui/orbit-mark'
import { callbackPath } from './callback-path'
import { signInProblem } from './sign-in-problem'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/**
 * Starts NextAuth's sign-in with a plain form post, which needs no script.
 *
 * The sign-in state is a cookie for the current host, and the provider redirects to this deployment's origin.
 * A visitor on another host is therefore redirected to the origin first. `moved` limits that to one redirect,
 * because a proxy may hide the browser's host.
 */
export default queryingPage(async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error, moved } = await searchParams
  const path = callbackPath(callbackUrl, origin())
  if (moved === undefined && isOtherHost(await headers(), origin())) {
    const query = { callbackUrl: path, ...(typeof error === 'string' && { error }), moved: '1' }
    redirect(`${origin()}/sign-in?${new URLSearchParams(query)}`)
  }
  if (await currentUser()) redirect(path)
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
        <Providers callbackUrl={path} />
      </div>
      <p className="mt-6 px-1 text-ink-soft text-sm leading-relaxed">
        Access depends on your email address. If an owner has added it to a billing account, you see the
        account after signing in.
      </p>
    </div>
  )
})

function Providers({ callbackUrl }: { callbackUrl: string }) {
  const providers = signInProviders()
  if (providers.length === 0)
    return (
      <p className="mt-6">
        No identity provider is configured on this server yet. Ask your administrator to configure one, then
        reload this page.
      </p>
    )
  return providers.map(({ id, name }) => (
    <form key={id} method="post" action={`/api/auth/signin/${id}`} className="mt-7">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <button type="submit" className="button button-primary w-full">
        Continue with {name}
      </button>
    </form>
  ))
}
