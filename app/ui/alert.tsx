import type { ReactNode } from 'react'

/** A failure. Screen readers announce it when it appears. */
export function Alert({ children }: { children: ReactNode }) {
  return (
    <p
      role="alert"
      className="rounded-lg border-danger border-l-4 bg-danger-soft px-4 py-3 text-[0.9375rem] text-danger leading-relaxed"
    >
      {children}
    </p>
  )
}
