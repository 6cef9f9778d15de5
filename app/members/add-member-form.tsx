'use client'

import { useActionState } from 'react'
import { refusalOf, refusedInput } from '../action-outcome'
import { ROLES, type RoleName } from '../roles'
import { ActionForm } from '../ui/action-form'
import { Field } from '../ui/field'
import { addMember } from './actions'
import { RoleField } from './role-field'

/** Adds a member with a role. */
export function AddMemberForm({ accountId, back }: { accountId: string; back: string }) {
  const [outcome, send, isPending] = useActionState(addMember, null)
  const { problems, values } = refusedInput(outcome)
  return (
    <ActionForm
      action={send}
      isPending={isPending}
      accountId={accountId}
      refusal={refusalOf(outcome, ['email', 'role'])}
      submit={{ label: 'Add member', pending: 'Adding…', className: 'button-primary' }}
      cancel={back}
    >
      <Field
        id="email"
        label="Email address"
        problem={problems.email}
        hint="A person who has signed in here before joins immediately. Others join when they first sign in."
      >
        {(control) => (
          <input
            {...control}
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="off"
            defaultValue={values.email}
            className="input"
          />
        )}
      </Field>
      <RoleField chosen={chosenRole(values.role)} problem={problems.role} />
    </ActionForm>
  )
}

/** The previous choice, or the role with the fewest rights. */
function chosenRole(value: string | undefined): RoleName {
  return value !== undefined && Object.hasOwn(ROLES, value) ? (value as RoleName) : 'MEMBER'
}
