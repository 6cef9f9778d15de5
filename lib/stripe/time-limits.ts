/** How long Stripe may take for one attempt, from connecting to the last byte. */
export const ATTEMPT_TIMEOUT_MS = 3_000

/**
 * The total wait for Stripe, however many calls a request makes. Two attempts and the pause between them
 * (at most 0.5 s, by the package's `initialNetworkRetryDelay`) fit in. The response must leave within 8 s, so
 * a second remains for the database and a busy machine.
 */
export const DEADLINE_MS = 7_000

/** The total wait for the figures on /billing. The page leaves out what takes longer. */
export const SUMMARY_DEADLINE_MS = 1_500
