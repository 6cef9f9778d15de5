'use client'

import type { ReactNode } from 'react'
import { snippets } from '../docs/snippets'
import { CodeBlock } from '../ui/code-block'
import { FocusedHeading } from '../ui/focused-heading'

type Props = { title: string; apiKey: string; origin: string; back: string; children?: ReactNode }

/** Shows a new key once, with a request to try it. */
export function NewKeyPanel({ title, apiKey, origin, back, children }: Props) {
  const [curl] = snippets(origin)

  return (
    <>
      <FocusedHeading>{title}</FocusedHeading>
      <div className="card mt-8 grid gap-6 p-6 sm:p-8">
        <p className="leading-relaxed">
          <strong>Copy it now.</strong> It is shown only once. We store only a hash of it, so it cannot be
          shown again.
        </p>
        <CodeBlock code={apiKey} label="API key" wraps />
        {children}
        <div className="grid gap-2">
          <h2 className="font-medium">Try it</h2>
          <CodeBlock code={curl.code.replace('$ORBITKIT_API_KEY', apiKey)} label="cURL request" wraps />
          <p className="mt-2 text-ink-soft text-sm leading-relaxed">
            Keep the key on your servers, in an environment variable or a secret store. The{' '}
            <a href="/docs" className="link">
              API reference
            </a>{' '}
            describes the request and the response.
          </p>
        </div>
        <p>
          <a href={back} className="button button-primary">
            Done
          </a>
        </p>
      </div>
    </>
  )
}
