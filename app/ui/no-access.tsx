import type { ReactNode } from 'react'

/** Says why a person may not use a page, and who can help. */
export function NoAccess({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="card mt-8 border-dashed p-6 sm:p-8">
      <h2 className="font-semibold text-xl tracking-tight">{title}</h2>
      <p className="mt-2 text-ink-soft leading-relaxed [overflow-wrap:anywhere]">{children}</p>
    </div>
  )
}
