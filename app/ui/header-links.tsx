'use client'

import { usePathname } from 'next/navigation'
import { SignOutButton } from './sign-out-button'

type Props = {
  links: readonly { href: string; label: string }[]
  isSignedIn: boolean
}

/** The header's links. A client component, because only those can read the current path in a layout. */
export function HeaderLinks({ links, isSignedIn }: Props) {
  const pathname = usePathname()
  // The sign-out page has its own button.
  const hasButton = isSignedIn && pathname !== '/sign-out'
  const isHere = (href: string) => pathname === href || pathname.startsWith(`${href}/`)
  return (
    <>
      <nav
        aria-label="Main"
        className={`-mx-3 flex flex-wrap text-[0.9375rem] max-[24rem]:-mx-2 ${hasButton ? 'order-last w-full sm:order-none sm:w-auto' : ''}`}
      >
        {links.map(({ href, label }) => (
          <a
            key={href}
            href={href}
            aria-current={isHere(href) ? 'page' : undefined}
            className="rounded-lg px-3 py-2.5 max-[24rem]:px-2 text-ink-soft underline-offset-[0.35em] hover:text-ink hover:underline aria-[current]:font-medium aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-accent"
          >
            {label}
          </a>
        ))}
      </nav>
      {hasButton && (
        <div className="-mr-3 print:hidden sm:border-line sm:border-l sm:pl-1">
          <SignOutButton className="button-plain text-[0.9375rem]" />
        </div>
      )}
    </>
  )
}
