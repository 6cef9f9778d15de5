import { Field } from '../ui/field'
import { LIFETIMES, type Lifetime } from './choices'

type Props = { label: string; chosen: Lifetime; problem: string | undefined }

/** How long the new key lives. */
export function LifetimeField({ label, chosen, problem }: Props) {
  return (
    <Field
      id="lifetime"
      label={label}
      problem={problem}
      hint="A key that never expires works until someone revokes it, even after a leak."
    >
      {(control) => (
        // The changing `key` remounts the select. React resets a form after its action, and a reset select
        // ignores its new default.
        <select {...control} key={chosen} name="lifetime" defaultValue={chosen} className="input">
          {Object.entries(LIFETIMES).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
