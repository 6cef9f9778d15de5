import type { ReactNode } from 'react'
import { OrbitMark } from '../ui/orbit-mark'

type Props = { title: string; lead: ReactNode; children?: ReactNode; below?: ReactNode }

/** The layout of every sign-in page: a card, and a note below it. */
export function SignInCard({ title, lead, children, below }: Props) {
  return (
    <div className="mx-auto max-w-md px-5 py-14 sm:py-20">
      <div className="card px-6 py-8 sm:px-9 sm:py-10">
        <OrbitMark className="size-11" />
        <h1 className="mt-6 font-semibold text-3xl tracking-tight">{title}</h1>
        <p className="mt-2 text-ink-soft leading-relaxed">{lead}</p>
        {children && <div className="mt-7">{children}</div>}
      </div>
      {below && <p className="mt-6 px-1 text-ink-soft text-sm leading-relaxed">{below}</p>}
    </div>
  )
}
