import { errorAnchor } from '@/lib/origin'
import { CodeBlock } from '../ui/code-block'
import type { Failure } from './reference'

/** Every error status with its codes, each with a collapsed example body. */
export function FailureList({ failures }: { failures: readonly Failure[] }) {
  return (
    <dl className="border-line border-t">
      {failures.map(({ status, description, codes }) => (
        <div key={status} className="grid gap-x-6 gap-y-1 border-line border-b py-4 sm:grid-cols-[3rem_1fr]">
          <dt className="font-medium font-mono text-[0.9375rem]">{status}</dt>
          <dd className="min-w-0">
            <p className="text-ink-soft">{description}</p>
            {codes.map(({ code, body }) => (
              <Example key={code} status={status} code={code} body={body} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Example({ status, code, body }: { status: string; code: string; body: string }) {
  return (
    <div className="mt-1 flex flex-wrap items-baseline gap-x-4 text-sm">
      <a href={`/api/errors#${errorAnchor(code)}`} className="link font-mono [overflow-wrap:anywhere]">
        {code}
      </a>
      <details className="min-w-0 open:w-full">
        <summary className="w-fit cursor-pointer py-1 text-ink-soft hover:text-ink">
          Example
          <span className="sr-only">
            {' '}
            of {status} {code}
          </span>
        </summary>
        <div className="mt-1 mb-2">
          <CodeBlock code={body} label={`${status} ${code}`} />
        </div>
      </details>
    </div>
  )
}
