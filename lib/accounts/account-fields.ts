import { z } from 'zod'

/** SMTP's limit for a whole address, in characters (RFC 5321, 4.5.3.1.3, less the angle brackets). */
const MAX_EMAIL_LENGTH = 254

/** Characters, not UTF-16 units: PostgreSQL's check counts the same way. */
const MAX_NAME_LENGTH = 200

/** What cannot be seen in a name, or is left of text in another encoding than UTF-8. */
const UNREADABLE = /[\p{Cc}\p{Cs}\u{fffd}]/u

/** A billing account's name: 1 to 200 characters after trimming. */
export const accountName = z
  .string()
  .trim()
  .refine((name) => name !== '' && [...name].length <= MAX_NAME_LENGTH, {
    error: `must be 1 to ${MAX_NAME_LENGTH} characters and not blank`,
    abort: true,
  })
  .refine((name) => !UNREADABLE.test(name), {
    error: 'must be readable UTF-8 text without control characters',
  })

/**
 * An e-mail address in lower case, as people are found by it. The shape is HTML's (ASCII, no quoted local part), with a dot
 * in the domain, because an address without one is a typing mistake. Nobody is trusted with an account for a shape: the
 * sign-in provider has to verify the address.
 */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (email) => email.length <= MAX_EMAIL_LENGTH && z.regexes.html5Email.test(email) && /@.+\./.test(email),
    { error: 'must be an e-mail address such as ada@example.com' },
  )

/** A Stripe customer's id. https://docs.stripe.com/api/customers/object#customer_object-id */
export const customerId = z
  .string()
  .trim()
  .regex(/^cus_[A-Za-z0-9_]{1,250}$/, { error: 'must be a Stripe customer such as cus_NffrFeUfNV2Hib' })
