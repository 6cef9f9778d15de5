import type { Summary } from '@/lib/summary/summary'
import { PortalButton } from '../portal-button'

type Props = {
  accountId: string
  describedBy: string
  summary: Promise<Summary>
}

/** Buttons for the portal flows that are possible now. */
export async function QuickActions({ accountId, describedBy, summary }: Props) {
  const read = await summary
  if (read.kind !== 'known') return null
  const { flows, due } = read
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
