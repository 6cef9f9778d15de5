import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { ERRORS, type ErrorEntry } from '@/lib/errors'
import { errorAnchor } from '@/lib/origin'
import { ErrorArticle } from './error-article'

export const metadata: Metadata = {
  title: 'Error codes',
  description: 'Every code of the OrbitKit API: its status, what it means, what to do, and whether to retry.',
}

const CODES: readonly (readonly [string, ErrorEntry])[] = Object.entries(ERRORS)

const GROUPS = [
  {
    id: 'billing-portal',
    title: 'From the billing portal endpoint',
    intro: 'The codes that POST /api/billing-portal returns.',
    codes: CODES.filter(([, entry]) => entry.portal),
  },
  {
    id: 'elsewhere',
    title: 'From OrbitKit’s other endpoints',
    intro: 'All OrbitKit endpoints share one set of codes.',
    codes: CODES.filter(([, entry]) => !entry.portal),
  },
] as const

/** The page that every error's `docUrl` links to: `/api/errors/#unauthorized`. */
export default function ErrorsPage() {
  return (
    <div
      className={`${GeistMono.variable} mx-auto max-w-6xl px-5 py-10 sm:px-8 sm:py-14 lg:grid lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-16`}
    >
      <div className="lg:col-start-2">
        <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Error codes</h1>
        <p className="mt-4 max-w-[62ch] text-ink-soft leading-relaxed">
          Every failure has the same JSON envelope. The meaning of{' '}
          <code className="font-mono text-[0.875em]">code</code> never changes, so branch on it and not on the
          message. <code className="font-mono text-[0.875em]">docUrl</code> links to the entry on this page.
        </p>
      </div>

      <nav
        aria-label="Error codes"
        className="mt-8 text-sm lg:sticky lg:top-6 lg:col-start-1 lg:row-span-2 lg:row-start-1 lg:mt-0 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto"
      >
        {GROUPS.map(({ id, title, codes }) => (
          <div key={id} className="mb-5">
            <p className="font-medium">{title}</p>
            <ul className="mt-1.5 flex flex-wrap gap-x-4 lg:block">
              {codes.map(([code]) => (
                <li key={code}>
                  <a
                    href={`#${errorAnchor(code)}`}
                    className="-mx-1.5 block rounded px-1.5 py-1.5 font-mono text-ink-soft text-xs hover:text-ink hover:underline lg:py-1"
                  >
                    {code}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>

      <div className="mt-8 lg:col-start-2 lg:mt-10">
        {GROUPS.map(({ id, title, intro, codes }) => (
          <section key={id} aria-labelledby={id} className="mb-14">
            <h2 id={id} className="font-semibold text-2xl tracking-tight">
              {title}
            </h2>
            <p className="mt-1.5 text-ink-soft">{intro}</p>
            <div className="mt-6 grid gap-4">
              {codes.map(([code, entry]) => (
                <ErrorArticle key={code} code={code} entry={entry} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  )
}
