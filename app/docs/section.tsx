import type { ReactNode } from 'react'

/** A section of the reference, with an anchor. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-12 leading-relaxed">
      <h2 id={id} className="font-semibold text-xl tracking-tight">
        {title}
      </h2>
      <div className="mt-3 grid gap-4">{children}</div>
    </section>
  )
}
