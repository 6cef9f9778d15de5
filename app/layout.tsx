import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import './globals.css'
import { SiteFooter } from './ui/site-footer'
import { SiteHeader } from './ui/site-header'

export const metadata: Metadata = {
  title: { default: 'OrbitKit Billing', template: '%s · OrbitKit Billing' },
  description: 'Invoices and payment methods, for the people who may see them.',
  applicationName: 'OrbitKit Billing',
  formatDetection: { telephone: false, email: false, address: false },
}

// The two values of --paper in globals.css: browser chrome cannot read CSS variables.
export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f6' },
    { media: '(prefers-color-scheme: dark)', color: '#0f151b' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // No page is prerendered: each carries the nonce of its Content-Security-Policy, and the build knows no
  // origin.
  await connection()
  return (
    <html lang="en" className={GeistSans.variable}>
      <body className="flex min-h-dvh flex-col bg-paper font-sans text-ink antialiased">
        <a href="#main" className="button button-primary skip-link">
          Skip to content
        </a>
        <SiteHeader />
        <main id="main" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  )
}
