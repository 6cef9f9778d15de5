import { Field } from '../ui/field'
import { LIFETIMES, type Lifetime } from './choices'

type Props = {
  label: string
  /** The previous choice, from an untrusted form. */
  chosen: string | undefined
  /** The choice when there is no valid previous one. */
  fallback: Lifetime
  problem: string | undefined
}

/** How long the new key lives. */
export function LifetimeField({ label, chosen, fallback, problem }: Props) {
  const lifetime = chosen !== undefined && Object.hasOwn(LIFETIMES, chosen) ? chosen : fallback
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
        <select {...control} key={lifetime} name="lifetime" defaultValue={lifetime} className="input">
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
