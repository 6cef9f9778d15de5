import type Stripe from 'stripe'
import type { Env } from '../env'
import type { SessionParams } from '../stripe/portal-session'
import type { PortalInput } from './input'

type PortalOptions = {
  customer: string
  input: PortalInput
  settings: Pick<Env['stripe'], 'portalConfiguration' | 'linkRecovery'>
  defaultReturnUrl: string
}

/** Builds Stripe's parameters. https://docs.stripe.com/api/customer_portal/sessions/create */
export function portalParams({
  customer,
  input,
  settings: { portalConfiguration: configuration, linkRecovery },
  defaultReturnUrl,
}: PortalOptions): SessionParams {
  return {
    customer,
    return_url: input.returnUrl ?? defaultReturnUrl,
    ...(configuration && { configuration }),
    ...(input.locale && { locale: input.locale }),
    ...(input.flow && { flow_data: flowData(input.flow) }),
    ...(linkRecovery && { after_expiration: { type: 'customer_login' as const } }),
  }
}

function flowData(flow: NonNullable<PortalInput['flow']>): Stripe.BillingPortal.SessionCreateParams.FlowData {
  const completion = flow.afterCompletion && {
    after_completion: { type: 'redirect' as const, redirect: { return_url: flow.afterCompletion.returnUrl } },
  }
  switch (flow.type) {
    case 'payment_method_update':
      return { type: flow.type, ...completion }
    case 'subscription_cancel':
      return { type: flow.type, subscription_cancel: { subscription: flow.subscription }, ...completion }
    case 'subscription_update':
      return { type: flow.type, subscription_update: { subscription: flow.subscription }, ...completion }
    case 'subscription_update_confirm': {
      const items = flow.items.map(({ id, price, quantity }) => ({
        id,
        ...(price && { price }),
        ...(quantity !== undefined && { quantity }),
      }))
      return {
        type: flow.type,
        subscription_update_confirm: { subscription: flow.subscription, items },
        ...completion,
      }
    }
  }
}
