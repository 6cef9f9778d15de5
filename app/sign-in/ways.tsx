import type { SignInWay } from '@/lib/auth/sign-in-ways'
import { SIGN_IN_VARIABLES } from '@/lib/env'
import { WayForm } from './way-form'

/** All ways to sign in: the providers, then a link by email. */
export function Ways({ ways, callbackUrl }: { ways: readonly SignInWay[]; callbackUrl: string }) {
  if (ways.length === 0) return <NoWay />
  const isOnly = ways.length === 1
  const providers = ways.filter(({ id }) => id !== 'email')
  const email = ways.find(({ id }) => id === 'email')
  return (
    <>
      <div className="grid gap-3">
        {providers.map((way) => (
          <WayForm key={way.id} way={way} callbackUrl={callbackUrl} isOnly={isOnly} />
        ))}
      </div>
      {email && providers.length > 0 && (
        <p className="my-6 flex items-center gap-4 text-ink-soft text-sm">
          <span className="h-px flex-1 bg-line" />
          or
          <span className="h-px flex-1 bg-line" />
        </p>
      )}
      {email && <WayForm way={email} callbackUrl={callbackUrl} isOnly={isOnly} />}
    </>
  )
}

const LIST = new Intl.ListFormat('en-GB')

/** Never shown by a deployment: the boot guards require a way to sign in. A build or a test can render it. */
function NoWay() {
  return (
    <div className="leading-relaxed">
      <p>
        No way to sign in is set up on this server yet. To set one up, your administrator sets one of these:
      </p>
      <ul className="mt-3 grid gap-1.5 text-[0.9375rem] text-ink-soft">
        {Object.values(SIGN_IN_VARIABLES).map((names) => (
          <li key={names[0]}>{LIST.format(names)}</li>
        ))}
      </ul>
    </div>
  )
}
