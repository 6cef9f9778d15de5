'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { snippets } from '../docs/snippets'
import { CodeBlock } from '../ui/code-block'

type Props = { title: string; apiKey: string; origin: string; back: string; children?: ReactNode }

/** Shows a new key once, with a request to try it. */
export function NewKeyPanel({ title, apiKey, origin, back, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  // The focused form is gone, so the focus moves here.
  useEffect(() => heading.current?.focus(), [])
  const [curl] = snippets(origin)

  return (
    <>
      <h1
        ref={heading}
        tabIndex={-1}
        className="font-semibold text-3xl tracking-tight outline-none sm:text-4xl"
      >
        {title}
      </h1>
      <div className="card mt-8 grid gap-6 p-6 sm:p-8">
        <p className="leading-relaxed">
          <strong>Copy it now.</strong> It is shown only once. We store a hash of it, so nobody can look it up
          later.
        </p>
        <CodeBlock code={apiKey} label="API key" wraps />
        {children}
        <div className="grid gap-2">
          <h2 className="font-medium">Try it</h2>
          <CodeBlock code={curl.code.replace('$ORBITKIT_API_KEY', apiKey)} label="cURL request" wraps />
          <p className="text-ink-soft text-sm leading-relaxed">
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
