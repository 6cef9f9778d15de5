import { can } from '@/lib/ability'
import { currentUser } from '@/lib/auth/current-user'
import { HeaderLinks } from './header-links'
import { OrbitMark } from './orbit-mark'

const BILLING = { href: '/billing', label: 'Billing' } as const
const MEMBERS = { href: '/members', label: 'Members' } as const
const API_KEYS = { href: '/api-keys', label: 'API keys' } as const
const DOCS = { href: '/docs', label: 'Docs' } as const

/**
 * The header, with the links that the visitor may use. While the database is unavailable, it shows the links
 * for signed-out visitors, and the documentation stays up.
 *
 * Every page uses plain anchors instead of client-side navigation. Each document gets its own
 * Content-Security-Policy, and no page stays in a client cache after signing out.
 */
export async function SiteHeader() {
  const user = await currentUser().catch(() => null)
  const managesKeys = user?.memberships.some(({ role }) => can(role, 'keys:manage'))
  const links = [
    BILLING,
    ...(user?.memberships.length ? [MEMBERS] : []),
    ...(managesKeys ? [API_KEYS] : []),
    DOCS,
  ]
  return (
    <header className="border-line border-b">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-4 px-5 py-2 sm:px-8">
        <a
          href="/"
          className="-mx-2 mr-auto flex items-center gap-2.5 rounded-lg px-2 py-2 font-semibold tracking-tight"
        >
          <OrbitMark className="size-7" />
          <span>
            OrbitKit <span className="font-normal text-ink-soft">Billing</span>
          </span>
        </a>
        <HeaderLinks links={links} isSignedIn={user !== null} />
      </div>
    </header>
  )
}
