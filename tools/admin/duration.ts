import { z } from 'zod'

const UNIT_MS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Ten years: what is meant to live longer is meant not to expire. */
const MAX_MS = 3_650 * UNIT_MS.d

const error = 'must be a time such as 12h, 30d or 8w, ten years at most'

/** A length of time in milliseconds, from whole hours, days or weeks. Months and years are left out: they have no one length. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[hdw]$/, { error })
  .transform((text) => Number.parseInt(text, 10) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS])
  .refine((ms) => ms <= MAX_MS, { error })
