import type { ReactNode } from 'react'

type Props = {
  id: string
  label: string
  hint?: ReactNode
  /** What is wrong with the value, to read after the label: “must be …”. */
  problem?: string | undefined
  /** Renders the control with these attributes, which link it to label, hint and problem. */
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
  }) => ReactNode
}

/** A labelled control with a hint and a problem, linked for screen readers. */
export function Field({ id, label, hint, problem, children }: Props) {
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': problem !== undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-soft text-sm leading-relaxed">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-danger text-sm">
          {label} {problem}.
        </p>
      )}
    </div>
  )
}
