import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { origin } from '@/lib/origin'
import { ownReference } from './build-reference'
import { Section } from './section'

export function generateMetadata(): Metadata {
  return {
    title: 'API reference',
    description: 'Create billing portal session: POST /api/billing-portal.',
    alternates: { types: { 'text/markdown': `${origin()}/docs.md` } },
  }
}

/** The API reference. Its fields, headers and errors come from the code that the route runs. */
export default function DocsPage() {
  const { title, summary, request, sections } = ownReference()
  return (
    <div
      className={`${GeistMono.variable} mx-auto max-w-6xl px-5 py-10 [overflow-wrap:anywhere] sm:px-8 sm:py-14`}
    >
      <div>
        <p className="font-medium text-accent text-sm">API reference</p>
        <h1 className="mt-2 font-semibold text-3xl tracking-tight sm:text-4xl">{title}</h1>
        <p className="mt-4 max-w-[62ch] text-ink-soft text-lg leading-relaxed">{summary}</p>
        <p className="mt-5 flex flex-wrap items-center gap-x-3 gap-y-2 font-mono text-[0.9375rem]">
          <span className="rounded-md bg-accent px-2 py-0.5 font-medium text-on-accent text-sm print:bg-transparent print:px-0 print:text-ink">
            {request.method}
          </span>
          <span className="[overflow-wrap:anywhere]">{request.url}</span>
        </p>
        <nav aria-label="On this page" className="mt-6">
          <ul className="-mx-2 flex flex-wrap text-[0.9375rem]">
            {sections.map((section) => (
              <li key={section.id}>
                <a
                  href={`#${section.id}`}
                  className="block px-2 py-1.5 text-ink-soft underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
                >
                  {section.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>

      {sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
    </div>
  )
}
