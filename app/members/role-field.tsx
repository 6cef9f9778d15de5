import type { Role } from '@/prisma/generated/enums'
import { ROLES } from '../roles'
import { Field } from '../ui/field'

type Props = { chosen: Role; problem?: string | undefined }

/** The choice of a role, with the rights of each. */
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
        // The changing `key` remounts the select. React resets a form after its action, and a reset select
        // ignores its new default.
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
