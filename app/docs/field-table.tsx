import { InlineCode } from '../ui/inline-code'
import { AnchorLink } from './anchor-link'
import type { Field } from './schema-fields'

/** Longer lists of values are collapsed. */
const SHOWN_VALUES = 6

type Props = { fields: readonly Field[]; title: string /** Starts the fields' anchors. */; anchor: string }

/** Fields or headers. A list, because a table would scroll sideways on a phone. */
export function FieldTable({ fields, title, anchor }: Props) {
  return (
    <dl aria-label={title} className="border-line border-t">
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} id={`${anchor}-${field.name.replaceAll('[]', '')}`} />
      ))}
    </dl>
  )
}

function FieldRow({ field, id }: { field: Field; id: string }) {
  const notes = [
    ...field.limits.map((limit) => `${limit}.`),
    ...(field.onlyFor.length > 0 ? [`Only for ${list(field.onlyFor)}.`] : []),
    ...(field.example ? [`Example: \`${field.example}\``] : []),
  ]
  return (
    <div id={id} className="field border-line border-b py-4">
      <dt className="anchored">
        <code className="font-medium font-mono text-[0.9375rem]">{field.name}</code>
        <span className="text-ink-soft text-sm">{field.type}</span>
        {field.required && <span className="font-medium text-accent text-sm">required</span>}
        <AnchorLink id={id} name={field.name} />
      </dt>
      <dd className="mt-1 grid gap-2 text-ink-soft">
        {field.description && (
          <p>
            <InlineCode text={field.description} />
          </p>
        )}
        <Values field={field} />
        {notes.length > 0 && (
          <p className="text-sm leading-6">
            <InlineCode text={notes.join(' ')} />
          </p>
        )}
      </dd>
    </div>
  )
}

function Values({ field: { name, values } }: { field: Field }) {
  if (values.length === 0) return null
  if (values.some(({ description }) => description))
    return (
      <ul className="grid gap-1.5 text-sm">
        {values.map(({ value, description }) => (
          <li key={value}>
            <InlineCode text={`\`${value}\``} />: {description}
          </li>
        ))}
      </ul>
    )
  const text = (
    <p className="text-sm leading-7">
      One of <InlineCode text={list(values.map(({ value }) => value))} />.
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
