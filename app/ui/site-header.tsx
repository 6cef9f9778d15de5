import { OrbitMark } from './orbit-mark'

/**
 * It does not ask who is signed in, so that the documentation stays up while the database is away.
 *
 * Links are plain anchors on every page. Each navigation loads a new document with its own Content-Security-Policy, and
 * nobody who signed out sees a cached page of somebody who was signed in.
 */
export function SiteHeader() {
  return (
    <header className="border-line border-b">
      <div className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-5 py-3 sm:px-8">
        <a
          href="/"
          className="-mx-2 flex items-center gap-2.5 rounded-lg px-2 py-2 font-semibold tracking-tight"
        >
          <OrbitMark className="size-7" />
          <span>
            OrbitKit <span className="font-normal text-ink-soft">Billing</span>
          </span>
        </a>
        <nav aria-label="Main" className="-mr-3 flex text-[0.9375rem]">
          <a href="/docs" className="rounded-lg px-3 py-2.5 text-ink-soft hover:text-ink hover:underline">
            Docs
          </a>
          <a href="/billing" className="rounded-lg px-3 py-2.5 text-ink-soft hover:text-ink hover:underline">
            Billing
          </a>
        </nav>
      </div>
    </header>
  )
}
