import type { SignInWay } from '@/lib/auth/sign-in-ways'
import { WayMark } from './way-mark'

type Props = { way: SignInWay; callbackUrl: string; isOnly: boolean }

/** Starts a sign-in with a plain form post, which needs no JavaScript. */
export function WayForm({ way: { id, name }, callbackUrl, isOnly }: Props) {
  // Google's guidelines allow its mark only on neutral buttons:
  // https://developers.google.com/identity/branding-guidelines
  const look = isOnly && id !== 'google' ? 'button-primary' : 'button-quiet'
  return (
    <form method="post" action={`/api/auth/signin/${id}`}>
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {id === 'email' && (
        <>
          <label htmlFor="email" className="font-medium">
            Email
          </label>
          <input
            id="email"
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            placeholder="you@example.com"
            className="input mt-1.5 mb-3"
          />
        </>
      )}
      <button type="submit" className={`button ${look} w-full`}>
        <WayMark id={id} />
        {id === 'email' ? 'Email me a sign-in link' : `Continue with ${name}`}
      </button>
    </form>
  )
}
