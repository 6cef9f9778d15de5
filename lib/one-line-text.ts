import { z } from 'zod'

/** Text on one line, trimmed. Its length is counted in code points, as PostgreSQL's checks count. */
export function oneLineText(most: number) {
  return z
    .string()
    .trim()
    .refine((text) => text !== '' && [...text].length <= most && !/[\p{Cc}\p{Cs}]/u.test(text), {
      error: `must be 1 to ${most} characters, not blank and without control characters`,
    })
}
