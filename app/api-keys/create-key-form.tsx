'use client'

import { useActionState } from 'react'
import { MAX_NAME_LENGTH } from '@/lib/api-keys/max-name-length'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { refusalOf, refusedInput } from '../action-outcome'
import { ActionForm } from '../ui/action-form'
import { Field } from '../ui/field'
import { createKey } from './actions'
import { SCOPES } from './choices'
import { LifetimeField } from './lifetime-field'
import { NewKeyPanel } from './new-key-panel'

type Props = { accountId: string; accountName: string; origin: string; back: string }

/** Creates a key, then shows it in place of the form. The key is never part of a URL. */
export function CreateKeyForm({ accountId, accountName, origin, back }: Props) {
  const [outcome, create, isPending] = useActionState(createKey, null)
  if (outcome?.kind === 'done')
    return <NewKeyPanel title="Your new API key" apiKey={outcome.result.key} origin={origin} back={back} />

  const { problems, values } = refusedInput(outcome)
  return (
    <>
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Create API key</h1>
      <p className="mt-3 text-ink-soft [overflow-wrap:anywhere]">
        For <bdi>{accountName}</bdi>
      </p>
      <div className="card mt-8 p-6 sm:p-8">
        <ActionForm
          action={create}
          isPending={isPending}
          accountId={accountId}
          refusal={refusalOf(outcome, ['name', 'lifetime', 'scope'])}
          submit={{ label: 'Create API key', pending: 'Creating…', className: 'button-primary' }}
          cancel={back}
        >
          <Field
            id="name"
            label="Name"
            problem={problems.name}
            hint="What uses the key, such as “Back office”. Give each program its own key."
          >
            {(control) => (
              <input
                {...control}
                name="name"
                required
                maxLength={MAX_NAME_LENGTH}
                autoComplete="off"
                dir="auto"
                defaultValue={values.name}
                className="input"
              />
            )}
          </Field>
          <LifetimeField
            label="Expires after"
            chosen={values.lifetime}
            // Long enough not to annoy, short enough that someone reviews the key.
            fallback="90"
            problem={problems.lifetime}
          />
          <Field
            id="scope"
            label="Scope"
            problem={problems.scope}
            hint={`What the key may do. So far there is one scope: ${PORTAL_SCOPE}.`}
          >
            {(control) => (
              <select {...control} name="scope" className="input">
                {Object.entries(SCOPES).map(([scope, label]) => (
                  <option key={scope} value={scope}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </ActionForm>
      </div>
    </>
  )
}
