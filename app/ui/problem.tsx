import type { ReactNode } from 'react'

/** A page that cannot be shown: what happened, what to do next, and where to go. */
export function Problem({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions: ReactNode
}) {
  return (
    <div className="mx-auto max-w-xl px-5 py-16 sm:py-24">
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">{title}</h1>
      <div className="mt-4 grid gap-3 text-ink-soft text-lg leading-relaxed">{children}</div>
      <p className="mt-8 flex flex-wrap gap-3">{actions}</p>
    </div>
  )
}
