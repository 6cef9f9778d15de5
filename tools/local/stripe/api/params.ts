import { z } from 'zod'

/**
 * The vocabulary of Stripe's parameters. Each schema takes strings, because a form has nothing else, and
 * refuses with Stripe's own message and code. `parseParams` turns what they refuse into Stripe's error.
 */

/** Stripe's limit for strings that have no limit of their own. */
const MAX_TEXT = 5_000

/** Why a value is refused; `abort` because a second complaint about the same value helps nobody. */
const refusal = (code: string, message: (value: string) => string) => ({
  params: { code },
  error: (issue: { input?: unknown }) => message(String(issue.input)),
  abort: true,
})

export const text = (max = MAX_TEXT) =>
  z
    .string()
    .refine((value) => value !== '', { params: { code: 'parameter_invalid_empty' }, abort: true })
    .max(max)

export const integer = (min = 0, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .refine(
      (value) => /^-?\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max,
      refusal('parameter_invalid_integer', (value) => `Invalid integer: ${value}`),
    )
    .transform(Number)

export const boolean = () =>
  z
    .string()
    .refine(
      (value) => value === 'true' || value === 'false',
      refusal('parameter_invalid_boolean', (value) => `Invalid boolean: ${value}`),
    )
    .transform((value) => value === 'true')

/** One of Stripe's words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) => z.enum(words)

/** An absolute http or https address. Stripe's test mode takes http, too. */
export const url = () =>
  text()
    .refine(
      (value) => /^[a-z][a-z0-9+.-]*:/i.test(value),
      refusal('url_invalid', () => 'Invalid URL: An explicit scheme (such as https) must be provided.'),
    )
    .refine(
      (value) => /^https?:\/\/[^/\s]/i.test(value) && URL.canParse(value),
      refusal('url_invalid', () => 'Not a valid URL'),
    )

export const email = () =>
  text(512).refine(
    (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
    refusal('email_invalid', (value) => `Invalid email address: ${value}`),
  )

/** A value that an empty string unsets: it comes out as null. */
export const emptyable = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable()).optional()

/** `name[0]=a&name[1]=b` or `name[]=a`. An empty string is the empty list. */
export const list = <Schema extends z.ZodType>(element: Schema) =>
  z.preprocess((value) => (value === '' ? [] : value), z.array(element))

/** Names of 40 and values of 500 characters; null unsets all of them. https://docs.stripe.com/api/metadata */
export const metadata = () =>
  emptyable(
    z.preprocess(
      // `metadata[0]=x` reads as a list.
      (value) => (Array.isArray(value) ? { ...value } : value),
      z.record(z.string().max(40), z.string().max(500)),
    ),
  )

export const expand = list(text()).optional()

export const pagination = {
  limit: integer(1, 100).default(10),
  starting_after: text().optional(),
  ending_before: text().optional(),
  expand,
}

/** A call without parameters of its own. */
export const onlyExpand = z.strictObject({ expand })
