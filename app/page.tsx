import { currentUser } from '@/lib/auth/current-user'
import { origin } from '@/lib/origin'
import { snippets } from './docs/snippets'
import { queryingPage } from './querying-page'
import { CodeBlock } from './ui/code-block'
import { HandOverIllustration } from './ui/hand-over-illustration'

const STEPS = [
  {
    title: 'You sign in',
    text:
      'The way your company already does, or with a link by email. Owners and billing members continue; ' +
      'everybody else sees whom to ask.',
  },
  {
    title: 'You press Manage billing',
    text:
      'We create a short-lived portal session for your own billing account. Your sign-in decides which ' +
      'account that is.',
  },
  {
    title: 'Stripe takes it from there',
    text: 'You see your invoices and manage your payment methods on Stripe’s own pages, then come back here.',
  },
] as const

export default queryingPage(async function LandingPage() {
  // While the database is unavailable, this page shows what signed-out visitors see.
  const user = await currentUser().catch(() => null)
  const [curl] = snippets(origin())

  return (
    <div className="mx-auto max-w-6xl px-5 sm:px-8">
      <section className="grid items-center gap-12 py-14 sm:py-20 lg:grid-cols-[1.1fr_1fr] lg:gap-16">
        <div>
          <h1 className="font-semibold text-[2.5rem] leading-[1.08] tracking-[-0.03em] sm:text-6xl">
            Your invoices and cards, <span className="inline-block">one button away</span>
          </h1>
          <p className="mt-6 max-w-[52ch] text-ink-soft text-lg leading-relaxed">
            OrbitKit Billing opens the Stripe Billing Portal for the right person: their own invoice history
            and payment methods.
          </p>
          <p className="mt-9 flex flex-wrap gap-3">
            <a href={user ? '/billing' : '/sign-in'} className="button button-primary px-6 text-[1.0625rem]">
              {user ? 'Go to billing' : 'Sign in'}
            </a>
            <a href="/docs" className="button button-quiet px-6 text-[1.0625rem]">
              Read the API reference
            </a>
          </p>
        </div>
        <HandOverIllustration className="mx-auto w-full max-w-md" />
      </section>

      <section aria-labelledby="how" className="border-line border-t py-14">
        <h2 id="how" className="font-semibold text-2xl tracking-tight">
          How it works
        </h2>
        <ol className="mt-8 grid gap-8 md:grid-cols-3 md:gap-10">
          {STEPS.map(({ title, text }, index) => (
            <li key={title}>
              <span aria-hidden="true" className="font-mono text-accent text-sm">
                {index + 1}
              </span>
              <h3 className="mt-2 font-semibold text-lg">{title}</h3>
              <p className="mt-1.5 text-ink-soft leading-relaxed">{text}</p>
            </li>
          ))}
        </ol>
      </section>

      <section
        aria-labelledby="api"
        className="grid items-center gap-8 border-line border-t pt-14 lg:grid-cols-[1fr_1.25fr] lg:gap-16"
      >
        <div>
          <h2 id="api" className="font-semibold text-2xl tracking-tight">
            The same in one request
          </h2>
          <p className="mt-3 max-w-[52ch] text-ink-soft leading-relaxed">
            Programs send an API key and get the URL of a portal session. Requests can be idempotent, and
            every error code is documented with what to do.
          </p>
          <p className="mt-5 flex flex-wrap gap-x-6 gap-y-2">
            <a href="/docs" className="link">
              API reference
            </a>
            <a href="/api/errors" className="link">
              Error codes
            </a>
          </p>
        </div>
        <div className="grid min-w-0 gap-3">
          <CodeBlock code={curl.code} label="cURL request" title="Request" />
          <CodeBlock
            code={'{\n  "url": "https://billing.stripe.com/p/session/…"\n}'}
            label="JSON response"
            title="200 OK"
          />
        </div>
      </section>
    </div>
  )
})
