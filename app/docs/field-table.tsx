import { InlineCode } from '../ui/inline-code'
import { type Field, inputFields } from './fields'

/** Longer lists of values are collapsed. */
const SHOWN_VALUES = 6

/** The input fields. A list, because a table would scroll sideways on a phone. */
export function FieldTable() {
  return (
    <dl className="border-line border-t">
      {inputFields().map((field) => (
        <div key={field.name} className="border-line border-b py-4">
          <dt className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <code className="font-medium font-mono text-[0.9375rem] [overflow-wrap:anywhere]">
              {field.name}
            </code>
            <span className="text-ink-soft text-sm">
              {field.type}
              {field.required && ', required'}
            </span>
          </dt>
          <dd className="mt-1 grid gap-2 text-ink-soft">
            {field.description && (
              <p>
                <InlineCode text={field.description} />
              </p>
            )}
            <Values field={field} />
            {field.onlyFor.length > 0 && (
              <p className="text-sm">
                Only for <InlineCode text={list(field.onlyFor)} />.
              </p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Values({ field: { name, values } }: { field: Field }) {
  if (values.length === 0) return null
  const text = (
    <p className="text-sm leading-7">
      One of <InlineCode text={list(values)} />.
    </p>
  )
  if (values.length <= SHOWN_VALUES) return text
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer py-1 hover:text-ink">
        {values.length} values<span className="sr-only"> of {name}</span>
      </summary>
      {text}
    </details>
  )
}

const list = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ')
