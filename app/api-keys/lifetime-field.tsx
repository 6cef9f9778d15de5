import { Field } from '../ui/field'
import { LIFETIMES, type Lifetime } from './choices'

/** How long the new key lives. */
export function LifetimeField({ chosen, problem }: { chosen: Lifetime; problem: string | undefined }) {
  return (
    <Field
      id="lifetime"
      label="Expires after"
      problem={problem}
      hint="A key that never expires works until somebody revokes it, wherever it ends up."
    >
      {(control) => (
        // A key that changes with the choice, because React resets a form after its action and forgets a select's new default.
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
