import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { currentUser } from '@/lib/auth/current-user'
import { signInWays } from '@/lib/auth/sign-in-ways'
import { isOtherHost } from '@/lib/http/same-origin'
import { origin } from '@/lib/origin'
import { queryingPage } from '../querying-page'
import { Alert } from '../ui/alert'
import { callbackPath } from './callback-path'
import { SignInCard } from './sign-in-card'
import { signInProblem } from './sign-in-problem'
import { Ways } from './ways'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/**
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
    <SignInCard
      title="Sign in"
      lead="To see your invoices and payment methods."
      below={
        'Access depends on your email address. If an owner has added it to a billing account, you see the ' +
        'account after signing in.'
      }
    >
      {problem && (
        <div className="mb-6">
          <Alert>{problem}</Alert>
        </div>
      )}
      <Ways ways={signInWays()} callbackUrl={path} />
    </SignInCard>
  )
})
