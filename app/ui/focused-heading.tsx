'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** The heading of a result that replaces a form. It takes the focus, because the focused form is gone. */
export function FocusedHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h1
      ref={heading}
      tabIndex={-1}
      className="font-semibold text-3xl tracking-tight outline-none sm:text-4xl"
    >
      {children}
    </h1>
  )
}
