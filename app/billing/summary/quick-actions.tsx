import type { Summary } from '@/lib/summary/summary'
import { PortalButton } from '../portal-button'

type Props = {
  accountId: string
  describedBy: string
  summary: Promise<Summary>
}

/** The portal's tasks beside its button, those that its configuration allows. */
export async function QuickActions({ accountId, describedBy, summary }: Props) {
  const told = await summary
  if (told.kind !== 'known') return null
  const { flows, due } = told
  const button = { accountId, describedBy, look: 'quiet' } as const
  return (
    <>
      {flows.updateCard && due?.kind !== 'update-card' && (
        <PortalButton {...button} label="Update card" flow={{ type: 'payment_method_update' }} />
      )}
      {flows.changePlan && (
        <PortalButton
          {...button}
          label="Change plan"
          flow={{ type: 'subscription_update', subscription: flows.changePlan }}
        />
      )}
      {flows.cancel && (
        <PortalButton
          {...button}
          label="Cancel plan"
          flow={{ type: 'subscription_cancel', subscription: flows.cancel }}
        />
      )}
    </>
  )
}
