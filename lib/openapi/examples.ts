/** Bodies that the OpenAPI document and the reference for people both show. */
export const EXAMPLES = {
  /** A request straight to a new card, in German. */
  input: { returnUrl: '/billing', locale: 'de', flow: { type: 'payment_method_update' } },
  /** The published contract fixes this body. */
  portalSession: { url: 'https://example.com' },
  /** What a real URL looks like: https://docs.stripe.com/api/customer_portal/sessions/object */
  portalUrl: 'https://billing.stripe.com/p/session/test_YWNjdF8xTTJKVGtMa2RJd0h1N2l4',
} as const
