import { InlineCode } from '@/app/ui/inline-code'
import type { ErrorEntry } from '@/lib/errors'
import { errorAnchor } from '@/lib/origin'

const RETRY = {
  never: 'No. The same request would fail again.',
  'after-change': 'Only after the change described above.',
  later: 'Yes, after the time in `Retry-After`, or with exponential backoff.',
} as const satisfies Record<ErrorEntry['retry'], string>

/** One error code, under the anchor that `docUrl` links to: the code in lower case. */
export function ErrorArticle({ code, entry }: { code: string; entry: ErrorEntry }) {
  const anchor = errorAnchor(code)
  return (
    <article
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      className="card scroll-mt-6 p-5 target:border-accent target:bg-accent-soft sm:p-6"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3
          id={`${anchor}-title`}
          className="font-medium font-mono text-[0.9375rem] [overflow-wrap:anywhere]"
        >
          <a href={`#${anchor}`} className="hover:underline">
            {code}
          </a>
        </h3>
        <p className="flex gap-1.5">
          <span className="sr-only">Status </span>
          {entry.statuses.map((status) => (
            <span key={status} className="rounded-md bg-sunken px-2 py-0.5 font-mono text-ink-soft text-xs">
              {status}
            </span>
          ))}
        </p>
      </div>
      <p className="mt-3 leading-relaxed">
        <InlineCode text={entry.meaning} />
      </p>
      <dl className="mt-4 grid gap-x-6 gap-y-1.5 text-[0.9375rem] leading-relaxed sm:grid-cols-[6.5rem_1fr]">
        <dt className="text-ink-soft">What to do</dt>
        <dd className="mb-2 sm:mb-0">
          <InlineCode text={entry.action} />
        </dd>
        <dt className="text-ink-soft">Retry</dt>
        <dd className="mb-2 sm:mb-0">
          <InlineCode text={RETRY[entry.retry]} />
        </dd>
        <dt className="text-ink-soft">Message</dt>
        <dd>“{entry.message}”</dd>
      </dl>
    </article>
  )
}
