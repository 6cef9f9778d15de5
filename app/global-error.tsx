'use client'

import './globals.css'
import { Problem, TryAgain } from './ui/problem'

/**
 * Replaces the layout when the layout itself fails. It has no header and no custom font, and needs no script.
 */
export default function GlobalError() {
  return (
    <html lang="en">
      <head>
        <title>Not available · OrbitKit Billing</title>
        <meta name="color-scheme" content="light dark" />
      </head>
      <body className="bg-paper font-sans text-ink antialiased">
        <main>
          <Problem title="OrbitKit Billing is not available right now" actions={<TryAgain />}>
            <p>Something went wrong on our side. Nothing was charged or changed. Try again in a moment.</p>
          </Problem>
        </main>
      </body>
    </html>
  )
}
