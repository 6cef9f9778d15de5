import { z } from 'zod'
import { MOST_NAME_LENGTH } from './most-name-length'

/** A key's name: what an account calls the program that uses it. */
export const keyName = z
  .string()
  .trim()
  .refine((name) => name !== '' && [...name].length <= MOST_NAME_LENGTH && !/[\p{Cc}\p{Cs}]/u.test(name), {
    error: `must be 1 to ${MOST_NAME_LENGTH} characters, not blank and without control characters`,
  })
