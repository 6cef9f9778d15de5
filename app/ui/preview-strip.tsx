import { env } from '@/lib/env'

/**
 * Says on a preview which branch it shows, and that no money moves: a preview never has a live Stripe key.
 */
export function PreviewStrip() {
  const { appEnv, branch } = env()
  if (appEnv !== 'preview') return null
  return (
    <aside aria-label="Preview" className="border-line border-b bg-sunken text-ink-soft text-sm">
      <p className="mx-auto flex w-full max-w-6xl gap-x-3 px-5 py-1.5 sm:px-8">
        {/* A branch may have 200 characters without a space: two lines of it, and the rest in the title. */}
        <span className="line-clamp-2 min-w-0 flex-1 break-all" title={branch}>
          Preview{branch && ' of '}
          {branch && <bdi className="text-ink">{branch}</bdi>}
        </span>
        <span className="shrink-0">Stripe test mode</span>
      </p>
    </aside>
  )
}
