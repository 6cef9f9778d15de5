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
      hint="A key that never expires works until somebody revokes it, wherever it ends up."
    >
      {(control) => (
        // A key that changes with the choice, because React resets a form after its action and forgets a
        // select's new default.
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
