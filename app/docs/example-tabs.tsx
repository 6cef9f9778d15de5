import { CodeLines } from '../ui/code-block'
import { CopyButton } from '../ui/copy-button'
import type { Example } from './examples'

const LEGENDS = {
  request: 'Language of the',
  response: 'Status of the',
} as const satisfies Record<Example['kind'], string>

/**
 * The panels of an example as tabs that need no JavaScript: radio buttons, and CSS shows the checked panel.
 * Arrow keys move between them. Print shows all panels.
 *
 * @param name unique on the page
 */
export function ExampleTabs({ example: { kind, what, panels }, name }: { example: Example; name: string }) {
  return (
    <fieldset className="tabs code-panel">
      <legend className="sr-only">
        {LEGENDS[kind]} {what}
      </legend>
      {panels.map(({ id, label, code }, index) => [
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
          <CodeLines code={code} label={`${label} ${what}`} />
          <div className="needs-script -mt-2.5 flex justify-end px-1.5 pb-1.5">
            <CopyButton text={code} label={`${label} ${what}`} />
          </div>
        </div>,
      ])}
    </fieldset>
  )
}
