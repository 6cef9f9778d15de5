import type { ReactNode } from 'react'

type Tab = { id: string; label: string; content: ReactNode }

/**
 * Tabs made of radio buttons, which work without JavaScript: the style sheet shows the panel after the
 * checked one, and arrow keys move between them.
 */
export function Tabs({ name, legend, tabs }: { name: string; legend: string; tabs: readonly Tab[] }) {
  return (
    <fieldset className="tabs min-w-0 overflow-hidden rounded-xl border border-night-line bg-night text-night-ink">
      <legend className="sr-only">{legend}</legend>
      {tabs.map(({ id, label, content }, index) => [
        <input
          key={`${id}-choice`}
          type="radio"
          name={name}
          id={`${name}-${id}`}
          value={id}
          defaultChecked={index === 0}
          className="sr-only"
        />,
        <label key={`${id}-label`} htmlFor={`${name}-${id}`}>
          {label}
        </label>,
        <div key={`${id}-panel`} className="tab-panel">
          {content}
        </div>,
      ])}
    </fieldset>
  )
}
