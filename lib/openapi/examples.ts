/** Bodies that both the OpenAPI document and the reference page show. */
export const EXAMPLES = {
  /** A request that opens the portal directly at adding a card, in German. */
  input: { returnUrl: '/billing', locale: 'de', flow: { type: 'payment_method_update' } },
  /** The published contract fixes this body. */
  portalSession: { url: 'https://example.com' },
  /** The form of a real URL: https://docs.stripe.com/api/customer_portal/sessions/object */
  portalUrl: 'https://billing.stripe.com/p/session/test_YWNjdF8xTTJKVGtMa2RJd0h1N2l4',
} as const
