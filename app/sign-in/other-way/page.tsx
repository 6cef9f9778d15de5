import type { Metadata } from 'next'
import { signInWays } from '@/lib/auth/sign-in-ways'
import { origin } from '@/lib/origin'
import { callbackPath } from '../callback-path'
import { SignInCard } from '../sign-in-card'
import { WayForm } from '../way-form'

export const metadata: Metadata = { title: 'Sign in the way you did before', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

/**
 * Shown when the address belongs to a user who signed in another way (lib/auth/find-earlier-way.ts). The
 * visitor has just verified the address, so the page may say which way that was.
 */
export default async function OtherWayPage({ searchParams }: Props) {
  const { way, callbackUrl } = await searchParams
  const earlier = signInWays().find(({ id }) => id === way)
  return (
    <SignInCard
      title="Sign in the way you did before"
      lead={
        earlier
          ? `Your email address is already used here, with ${earlier.name}. You are not signed in.`
          : 'Your email address is already used here, with a way to sign in that is no longer offered.'
      }
      below={
        'To use the other way from now on, ask your administrator to release your address (the command is ' +
        '“user release”). You keep your billing accounts.'
      }
    >
      {earlier && <WayForm way={earlier} callbackUrl={callbackPath(callbackUrl, origin())} isOnly />}
    </SignInCard>
  )
}
