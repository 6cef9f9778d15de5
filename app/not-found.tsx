import type { Metadata } from 'next'
import { Problem } from './ui/problem'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <Problem
      title="Page not found"
      actions={
        <>
          <a href="/billing" className="button button-primary">
            Go to billing
          </a>
          <a href="/docs" className="button button-quiet">
            API reference
          </a>
        </>
      }
    >
      <p>The URL may be mistyped, or the page may have moved.</p>
    </Problem>
  )
}
