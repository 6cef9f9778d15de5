import type { Role } from '@/prisma/generated/enums'
import { ROLES } from '../roles'
import { Field } from '../ui/field'

type Props = { chosen: Role; problem?: string | undefined }

/** The choice of a role, with what each may do. */
export function RoleField({ chosen, problem }: Props) {
  return (
    <Field
      id="role"
      label="Role"
      problem={problem}
      hint={Object.values(ROLES).map(({ label, may }) => (
        <span key={label} className="block">
          {label}: {may}
        </span>
      ))}
    >
      {(control) => (
        // A key that changes with the choice, because React resets a form after its action and forgets a
        // select's new default.
        <select {...control} key={chosen} name="role" defaultValue={chosen} className="input">
          {Object.entries(ROLES).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
