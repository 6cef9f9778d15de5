import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { docsUrl, origin } from '@/lib/origin'
import { CodePanels } from './code-panels'
import { FailureList } from './failure-list'
import { FieldTable } from './field-table'
import { Guides } from './guides'
import { RequestHeaders, ResponseHeaders } from './header-lists'
import { Section } from './section'

export const metadata: Metadata = {
  title: 'API reference',
  description: 'Create billing portal session: POST /api/billing-portal.',
}

const CONTENTS = [
  ['authentication', 'Authentication'],
  ['headers', 'Request headers'],
  ['body', 'Request body'],
  ['success', 'Success'],
  ['errors', 'Errors'],
  ['idempotency', 'Idempotency'],
  ['rate-limit', 'Rate limit'],
  ['browsers', 'From a browser'],
] as const

/** The API reference. Its fields, headers and errors come from the code that the route runs. */
export default function DocsPage() {
  return (
    <div
      className={`${GeistMono.variable} mx-auto max-w-6xl px-5 py-10 sm:px-8 sm:py-14 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,31rem)] lg:gap-x-14`}
    >
      <div className="lg:col-span-2">
        <p className="font-medium text-accent text-sm">API reference</p>
        <h1 className="mt-2 font-semibold text-3xl tracking-tight sm:text-4xl">
          Create billing portal session
        </h1>
        <p className="mt-4 max-w-[62ch] text-ink-soft text-lg leading-relaxed">
          Returns a Stripe Billing Portal URL where the user can view invoice history and manage payment
          methods.
        </p>
        <p className="mt-5 flex flex-wrap items-center gap-x-3 gap-y-2 font-mono text-[0.9375rem]">
          <span className="rounded-md bg-accent px-2 py-0.5 font-medium text-on-accent text-sm">POST</span>
          <span className="[overflow-wrap:anywhere]">{origin()}/api/billing-portal</span>
        </p>
        <nav aria-label="On this page" className="mt-6">
          <ul className="-mx-2 flex flex-wrap text-[0.9375rem]">
            {CONTENTS.map(([id, label]) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="block px-2 py-1.5 text-ink-soft underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>

      <aside
        aria-label="Examples"
        className="mt-10 grid min-w-0 gap-4 self-start lg:sticky lg:top-6 lg:col-start-2 lg:row-start-2"
      >
        <CodePanels origin={origin()} docsUrl={docsUrl()} />
      </aside>

      <div className="min-w-0 lg:col-start-1 lg:row-start-2">
        <Section id="authentication" title="Authentication">
          <p>
            Send an API key of your billing account as a bearer token. The key alone decides whose portal
            opens. The request cannot name another customer.
          </p>
          <p>
            Owners and billing members create, rotate and revoke keys under{' '}
            <a href="/api-keys" className="link">
              API keys
            </a>
            . Anybody who finds a key can revoke it by sending it, in the same header, to{' '}
            <code className="font-mono text-[0.9em] [overflow-wrap:anywhere]">
              POST {origin()}/api/api-keys/revoke
            </code>
            .
          </p>
        </Section>
        <Section id="headers" title="Request headers">
          <RequestHeaders />
        </Section>
        <Section id="body" title="Request body">
          <p>
            A JSON object of at most 16 KiB, or an empty body. Every field is optional, and unknown fields are
            refused.
          </p>
          <FieldTable />
        </Section>
        <Section id="success" title="Success">
          <p>
            <strong>200</strong> with <code className="font-mono text-[0.9em]">url</code>, the URL of a portal
            session. It is short-lived and signs its holder in. Redirect to it at once, and do not store, log
            or share it.
          </p>
          <ResponseHeaders />
        </Section>
        <Section id="errors" title="Errors">
          <p>
            All failures share one envelope.{' '}
            <a href="/api/errors" className="link">
              Every code
            </a>{' '}
            has an entry that says what to do.
          </p>
          <FailureList docsUrl={docsUrl()} />
        </Section>
        <Guides />
      </div>
    </div>
  )
}
