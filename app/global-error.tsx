'use client'

import './globals.css'
import { Problem, TryAgain } from './ui/problem'

/**
 * For a failure of the layout itself, which this then stands in for: no header, no fonts of ours, and links
 * that work without a script.
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
