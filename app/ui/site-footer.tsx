const LINKS = [
  { href: '/docs', label: 'API reference' },
  { href: '/api/errors', label: 'Error codes' },
  { href: '/openapi.json', label: 'OpenAPI' },
] as const

export function SiteFooter() {
  return (
    <footer className="mt-20 border-line border-t text-ink-soft text-sm">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-2 px-5 py-6 sm:px-8">
        <p>Stripe keeps your payments and invoices.</p>
        <nav aria-label="Reference" className="-mx-2 flex flex-wrap">
          {LINKS.map(({ href, label }) => (
            <a key={href} href={href} className="rounded-lg px-2 py-2 hover:text-ink hover:underline">
              {label}
            </a>
          ))}
        </nav>
      </div>
    </footer>
  )
}
