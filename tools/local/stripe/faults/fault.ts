import { z } from 'zod'

/**
 * The ways in which the local Stripe can fail on command. README.md says what each does.
 *
 * - edge: before Stripe's code sees the call. Nothing happens, and no idempotency key is used up.
 * - execution: while the call executes. What it answers is kept under its idempotency key.
 * - wire: the call took effect, and its answer is damaged on the way. A repeat under its key gets it whole.
 */
export const EDGE = [
  'hang',
  'reset-before',
  'html-502',
  'rate-limit',
  'lock-timeout',
  'wrong-key',
  'missing-permission',
] as const
export const EXECUTION = [
  'latency',
  'server-error',
  'deleted-customer',
  'other-mode-customer',
  'no-configuration',
  'missing-url',
  'foreign-url',
  'http-url',
] as const
const WIRE = ['drip', 'half-body', 'reset-after'] as const

export const fault = z.strictObject({
  kind: z.enum([...EDGE, ...EXECUTION, ...WIRE]),
  /** Only calls about this customer. */
  customer: z.string().optional(),
  /** Only calls whose path begins with this, such as `/v1/billing_portal/sessions`. */
  path: z.string().optional(),
  /** How many calls fail. */
  times: z.int().min(1).max(1_000_000).default(1),
  /** `latency`: how long the call executes. `drip`: the pause between two bytes. Milliseconds. */
  ms: z.int().min(0).max(600_000).optional(),
  /** `server-error`: whether the idempotency layer keeps the 500, as Stripe's does. */
  stored: z.boolean().default(true),
})

export type Fault = z.output<typeof fault>
export type FaultInput = z.input<typeof fault>
