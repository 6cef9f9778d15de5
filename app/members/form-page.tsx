import type { ReactNode } from 'react'

/** The layout of a page with one form about an account's members. */
export function FormPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-2xl px-5 py-10 sm:py-14">
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">{title}</h1>
      <div className="card mt-8 grid gap-6 p-6 leading-relaxed sm:p-8">{children}</div>
    </div>
  )
}
