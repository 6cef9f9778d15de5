/** One documented error code, as callers, the errors page and the OpenAPI document need it. */
export type ErrorEntry = {
  /** The HTTP statuses of this code; the first is the usual one. */
  statuses: readonly [number, ...number[]]
  /** Sent as `message`, unless the failing code has a clearer one. */
  message: string
  /** What it means, for the errors page. */
  meaning: string
  /** What the caller should do, for the errors page. */
  action: string
  /**
   * `never`: the same request fails again. `after-change`: something must change first. `later`: the same
   * request may succeed after a wait (`Retry-After` where it is sent).
   */
  retry: 'never' | 'after-change' | 'later'
  /** Whether `POST /api/billing-portal` returns it. The other codes belong to OrbitKit's other endpoints. */
  portal: boolean
}

/**
 * Every code of the published reference, in its order. Statuses, the OpenAPI document, the errors page and
 * the tests all come from this table.
 */
export const ERRORS = {
  UNAUTHORIZED: {
    statuses: [401],
    message: 'Invalid or expired token',
    meaning:
      'The request has no valid credential: the API key or session is missing, malformed, unknown, ' +
      'expired or revoked.',
    action: 'Send `Authorization: Bearer <API key>` with a current key, or sign in again.',
    retry: 'after-change',
    portal: true,
  },
  FORBIDDEN: {
    statuses: [403],
    message: 'You may not manage billing for this account',
    meaning:
      'The caller is known but may not do this: a member without the billing role, a key without the ' +
      'scope, or a request from another site.',
    action:
      'Ask an owner of the billing account for the billing role, or use a key with the ' +
      '`billing_portal:create` scope.',
    retry: 'after-change',
    portal: true,
  },
  NOT_FOUND: {
    statuses: [404],
    message: 'No billing account found',
    meaning: 'The caller has no billing account with a Stripe customer, or nothing is at this address.',
    action:
      'Check the URL. If it is right, ask your administrator to connect the billing account to a Stripe ' +
      'customer.',
    retry: 'after-change',
    portal: true,
  },
  VALIDATION_FAILED: {
    statuses: [400, 405, 413, 415],
    message: 'The request is not valid',
    meaning: 'The method, media type, size or content of the request is not what the reference describes.',
    action: 'Read `details`, which names each field and what is wrong with it, then change the request.',
    retry: 'after-change',
    portal: true,
  },
  RATE_LIMITED: {
    statuses: [429],
    message: 'Too many requests',
    meaning: 'The caller has used up its requests for now.',
    action: 'Wait as many seconds as `Retry-After` says, then try again.',
    retry: 'later',
    portal: true,
  },
  SLUG_TAKEN: {
    statuses: [409],
    message: 'This slug is already taken',
    meaning: 'Another app already uses the slug.',
    action: 'Choose another slug.',
    retry: 'after-change',
    portal: false,
  },
  SLUG_RESERVED: {
    statuses: [409],
    message: 'This slug is reserved',
    meaning: 'OrbitKit keeps this slug for itself.',
    action: 'Choose another slug.',
    retry: 'after-change',
    portal: false,
  },
  DOMAIN_IN_USE: {
    statuses: [409],
    message: 'This domain is already in use',
    meaning: 'The domain is attached to another app.',
    action: 'Detach the domain there first, or choose another.',
    retry: 'after-change',
    portal: false,
  },
  APP_LIMIT_REACHED: {
    statuses: [409],
    message: 'The limit of apps is reached',
    meaning: 'The plan does not allow another app.',
    action: 'Delete an app, or change to a larger plan.',
    retry: 'after-change',
    portal: false,
  },
  SUBSCRIPTION_REQUIRED: {
    statuses: [402],
    message: 'A subscription is required',
    meaning: 'The feature needs a paid plan.',
    action: 'Subscribe to a plan, then try again.',
    retry: 'after-change',
    portal: false,
  },
  SUBSCRIPTION_EXISTS: {
    statuses: [409],
    message: 'A subscription already exists',
    meaning: 'The billing account already has a subscription.',
    action: 'Change the existing subscription in the billing portal.',
    retry: 'never',
    portal: false,
  },
  NO_PAYMENT_METHOD: {
    statuses: [402],
    message: 'There is no payment method',
    meaning: 'The billing account has no card or other payment method to charge.',
    action: 'Add a payment method in the billing portal, then try again.',
    retry: 'after-change',
    portal: false,
  },
  NO_ACTIVE_SUBSCRIPTION: {
    statuses: [409],
    message: 'There is no active subscription',
    meaning: 'The operation needs an active subscription.',
    action: 'Subscribe to a plan first.',
    retry: 'after-change',
    portal: false,
  },
  NOT_CANCELING: {
    statuses: [409],
    message: 'The subscription is not being canceled',
    meaning: 'Only a pending cancellation can be withdrawn.',
    action: 'Do nothing: the subscription continues.',
    retry: 'never',
    portal: false,
  },
  ALREADY_CANCELING: {
    statuses: [409],
    message: 'The subscription is already being canceled',
    meaning: 'The subscription already ends with its current period.',
    action: 'Do nothing.',
    retry: 'never',
    portal: false,
  },
  SUBSCRIPTION_CANCELING: {
    statuses: [409],
    message: 'The subscription is being canceled',
    meaning: 'A subscription that is ending cannot be changed.',
    action: 'Withdraw the cancellation first.',
    retry: 'after-change',
    portal: false,
  },
  SAME_PLAN: {
    statuses: [409],
    message: 'The subscription is already on this plan',
    meaning: 'The requested plan is the current one.',
    action: 'Choose another plan.',
    retry: 'never',
    portal: false,
  },
  CARD_ERROR: {
    statuses: [402],
    message: 'The card was declined',
    meaning: 'The card issuer refused the payment.',
    action: 'Use another card, or ask the card issuer.',
    retry: 'after-change',
    portal: false,
  },
  PAYMENT_ERROR: {
    statuses: [502, 503, 504],
    message: 'The payment provider could not be reached',
    meaning:
      'Stripe refused, is throttling (503) or did not respond in time (504). Nothing was charged or changed.',
    action:
      'Try again in a moment, or after `Retry-After` where it is sent. If this keeps happening, send ' +
      'your administrator the `X-Request-Id`.',
    retry: 'later',
    portal: true,
  },
  NO_STRIPE_CUSTOMER: {
    statuses: [404],
    message: 'No Stripe customer found',
    meaning: 'The operation needs a Stripe customer and the billing account has none.',
    action: 'Ask your administrator to connect a Stripe customer.',
    retry: 'after-change',
    portal: false,
  },
  CERT_CREATION_FAILED: {
    statuses: [502],
    message: 'The certificate could not be created',
    meaning: 'The certificate authority did not issue a certificate for the domain.',
    action: 'Check the DNS records of the domain, then try again.',
    retry: 'later',
    portal: false,
  },
  DEPLOY_FAILED: {
    statuses: [502],
    message: 'The deployment failed',
    meaning: 'The app could not be deployed.',
    action: 'Read the deployment log, change what it names and deploy again.',
    retry: 'after-change',
    portal: false,
  },
  API_KEY_LIMIT_REACHED: {
    statuses: [409],
    message: 'The limit of API keys is reached',
    meaning: 'The billing account has as many active API keys as it may have.',
    action: 'Revoke a key that is no longer used, then create the new one.',
    retry: 'after-change',
    portal: false,
  },
  INVALID_IDEMPOTENCY_KEY: {
    statuses: [400],
    message: 'Idempotency-Key must be 1 to 255 printable ASCII characters',
    meaning: 'The `Idempotency-Key` header is empty, too long or holds characters outside printable ASCII.',
    action: 'Send a fresh UUID as `Idempotency-Key`, or leave the header out.',
    retry: 'after-change',
    portal: true,
  },
  IDEMPOTENCY_KEY_REUSE: {
    statuses: [409],
    message: 'This Idempotency-Key was used with another request',
    meaning:
      'The key was sent with a different body within the last five minutes, or a request with the same ' +
      'key is still in progress (then `Retry-After` is sent).',
    action:
      'Use a fresh key for a new request. If `Retry-After` is sent, wait that long and send the same ' +
      'request again.',
    retry: 'after-change',
    portal: true,
  },
  INTERNAL_ERROR: {
    statuses: [500, 503],
    message: 'Something went wrong on our side',
    meaning:
      'The service failed, or its database is briefly unavailable (503 with `Retry-After`). Nothing was ' +
      'charged or changed.',
    action:
      'Try again in a moment. If this keeps happening, send your administrator the `X-Request-Id` of ' +
      'the response.',
    retry: 'later',
    portal: true,
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS
