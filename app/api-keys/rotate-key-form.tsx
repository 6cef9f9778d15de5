'use client'

import { useActionState } from 'react'
import { refusalOf, refusedInput } from '../action-outcome'
import { ActionForm } from '../ui/action-form'
import { Alert } from '../ui/alert'
import { Field } from '../ui/field'
import { Moment } from '../ui/moment'
import { rotateKey } from './actions'
import { type Lifetime, OVERLAPS } from './choices'
import { KeyTitle } from './key-title'
import { LifetimeField } from './lifetime-field'
import { NewKeyPanel } from './new-key-panel'

type Props = {
  apiKey: { id: string; name: string; start: string }
  accountId: string
  /** Why the key cannot be rotated; null when it can. */
  obstacle: string | null
  /** The default lifetime of the new key. */
  lifetime: Lifetime
  origin: string
  back: string
}

/** Rotates a key, then shows the new one in place of the form. */
export function RotateKeyForm({ apiKey, accountId, obstacle, lifetime, origin, back }: Props) {
  const [outcome, rotate, isPending] = useActionState(rotateKey, null)
  if (outcome?.kind === 'done')
    return (
      <NewKeyPanel title="Your new API key" apiKey={outcome.result.key} origin={origin} back={back}>
        <p className="leading-relaxed">
          The old key, <KeyTitle {...apiKey} />, works until <Moment date={outcome.result.oldEndsAt} />.
        </p>
      </NewKeyPanel>
    )

  const { problems, values } = refusedInput(outcome)
  return (
    <>
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Rotate API key</h1>
      <div className="card mt-8 grid gap-6 p-6 sm:p-8">
        <p className="leading-relaxed">
          <KeyTitle {...apiKey} /> gets a successor with the same name and scope. Replace the old key with the
          new one while both work.
        </p>
        {obstacle ? (
          <>
            <Alert>{obstacle}</Alert>
            <p>
              <a href={back} className="button button-quiet">
                Back to API keys
              </a>
            </p>
          </>
        ) : (
          <ActionForm
            action={rotate}
            isPending={isPending}
            accountId={accountId}
            refusal={refusalOf(outcome, ['overlapHours', 'lifetime'])}
            submit={{ label: 'Rotate API key', pending: 'Rotating…', className: 'button-primary' }}
            cancel={back}
          >
            <input type="hidden" name="keyId" value={apiKey.id} />
            <Field
              id="overlapHours"
              label="The old key works for another"
              problem={problems.overlapHours}
              hint="Never beyond its own expiry."
            >
              {(control) => (
                <select
                  {...control}
                  key={values.overlapHours}
                  name="overlapHours"
                  defaultValue={values.overlapHours ?? '24'}
                  className="input"
                >
                  {OVERLAPS.map(({ hours, label }) => (
                    <option key={hours} value={hours}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <LifetimeField
              label="The new key expires after"
              chosen={values.lifetime}
              fallback={lifetime}
              problem={problems.lifetime}
            />
          </ActionForm>
        )}
      </div>
    </>
  )
}
