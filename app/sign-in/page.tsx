import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { currentUser } from '@/lib/auth/current-user'
import { signInWays } from '@/lib/auth/sign-in-ways'
import { isAskedElsewhere } from '@/lib/http/is-asked-elsewhere'
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
 * Starts NextAuth's sign-in with a plain form post, so that it works without JavaScript.
 *
 * The browser keeps the state of a sign-in for the host that the form is posted to, and the provider leads
 * back to this deployment's origin: so whoever asks under another host name is led there first. `moved` makes
 * that happen once, even where a proxy says another host than the browser asked for.
 */
export default queryingPage(async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error, moved } = await searchParams
  const path = callbackPath(callbackUrl, origin())
  if (moved === undefined && isAskedElsewhere(await headers(), origin())) {
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
        'Access belongs to your email address. If an owner of a billing account has added yours, you will ' +
        'find the account after signing in.'
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
