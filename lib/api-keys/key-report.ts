/** The message in every response of `POST /api/api-keys/revoke`. It reveals nothing about the key. */
export const KEY_REPORT_MESSAGE =
  'If the Authorization header held an active API key, that key is now revoked.'

/** Reports per minute: from one IP address, and from all clients together when addresses are unknown. */
export const KEY_REPORT_LIMITS = { perSender: 60, perDeployment: 600 } as const
