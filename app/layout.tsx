import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import './globals.css'
import { PreviewStrip } from './ui/preview-strip'
import { SiteHeader } from './ui/site-header'

export const metadata: Metadata = {
  title: { default: 'OrbitKit Billing', template: '%s · OrbitKit Billing' },
  description: 'Invoices and payment methods, for the people who may see them.',
  applicationName: 'OrbitKit Billing',
  formatDetection: { telephone: false, email: false, address: false },
}

// The two values of --paper in globals.css. Browsers cannot read CSS variables here.
export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f6' },
    { media: '(prefers-color-scheme: dark)', color: '#0f151b' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Disables prerendering: each page needs a fresh nonce, and the build does not know the origin.
  await connection()
  return (
    <html lang="en" className={GeistSans.variable}>
      <body className="flex min-h-dvh flex-col bg-paper font-sans text-ink antialiased">
        <a href="#main" className="button button-primary skip-link">
          Skip to content
        </a>
        <PreviewStrip />
        <SiteHeader />
        <main id="main" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  )
}

const FOOTER_LINKS = [
  { href: '/docs', label: 'API reference' },
  { href: '/api/errors', label: 'Error codes' },
  { href: '/openapi.json', label: 'OpenAPI' },
] as const

function SiteFooter() {
  return (
    <footer className="mt-20 border-line border-t text-ink-soft text-sm">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-2 px-5 py-6 sm:px-8">
        <p>Stripe keeps your payments and invoices.</p>
        <nav aria-label="Reference" className="-mx-2 flex flex-wrap">
          {FOOTER_LINKS.map(({ href, label }) => (
            <a key={href} href={href} className="rounded-lg px-2 py-2 hover:text-ink hover:underline">
              {label}
            </a>
          ))}
        </nav>
      </div>
    </footer>
  )
}
