import { Fragment } from 'react'
import { CopyButton } from './copy-button'

/** A string literal, with the colon after it if it is a JSON key. */
const STRING = /("(?:[^"\\\n]|\\.)*")(\s*:)?/g

type Props = {
  code: string
  label: string
  title?: string
  /** Wraps long lines instead of scrolling. */
  wraps?: boolean
}

/** Code on a dark panel, with highlighted strings. `label` names it for screen readers: “cURL example”. */
export function CodeBlock({ code, label, title, wraps = false }: Props) {
  return (
    <div className="code-panel">
      <div className="flex min-h-11 items-center justify-between gap-3 border-night-line border-b py-1 pr-1.5 pl-4">
        <span className="font-mono text-night-soft text-xs">{title ?? label}</span>
        <CopyButton text={code} label={label} />
      </div>
      <CodeLines code={code} label={label} wraps={wraps} />
    </div>
  )
}

/** The code without the header, for panels that bring their own. */
export function CodeLines({ code, label, wraps = false }: Omit<Props, 'title'>) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling must work by keyboard
      tabIndex={0}
      className="overflow-x-auto p-4 outline-offset-[-4px] focus-visible:outline-night-ink"
    >
      <pre
        className={`font-mono text-[0.8125rem] leading-relaxed ${wraps ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : ''}`}
      >
        <code>
          <Strings code={code} />
        </code>
      </pre>
    </section>
  )
}

/** Highlights only strings, which needs no grammar per language. */
function Strings({ code }: { code: string }) {
  const strings = [...code.matchAll(STRING)].filter(([, , colon]) => !colon)
  const ends = strings.map((match) => match.index + match[0].length)
  return (
    <>
      {strings.map(({ 0: text, index }, nth) => (
        <Fragment key={index}>
          {code.slice(ends[nth - 1] ?? 0, index)}
          <span className="text-night-string">{text}</span>
        </Fragment>
      ))}
      {code.slice(ends.at(-1) ?? 0)}
    </>
  )
}
