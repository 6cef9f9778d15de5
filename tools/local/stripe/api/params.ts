import { z } from 'zod'

/**
 * The vocabulary of Stripe's parameters. Each schema takes strings, because a form has nothing else, and refuses with Stripe's own
 * message and code. `parseParams` turns what they refuse into Stripe's error.
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
    .refine((value) => value.length <= max, {
      ...refusal('parameter_invalid_string', () => `Invalid string: it must be at most ${max} characters.`),
    })

export const integer = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .refine(
      (value) => /^-?\d{1,15}$/.test(value),
      refusal('parameter_invalid_integer', (value) => `Invalid integer: ${value}`),
    )
    .transform(Number)
    .refine(
      (value) => value >= min,
      refusal('parameter_invalid_integer', () => `This value must be greater than or equal to ${min}.`),
    )
    .refine(
      (value) => value <= max,
      refusal('parameter_invalid_integer', () => `This value must be less than or equal to ${max}.`),
    )

/** Seconds since 1970. */
export const timestamp = () => integer(0)

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

/** An absolute http or https address. Stripe's test mode takes http too. */
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

/** Three letters; they come out in lower case, as Stripe keeps them. */
export const currency = () =>
  text()
    .refine(
      (value) => /^[a-z]{3}$/i.test(value),
      refusal('parameter_invalid', (value) => `Invalid currency: ${value}`),
    )
    .transform((value) => value.toLowerCase())

/** A value that an empty string unsets: it comes out as null. */
export const emptyable = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable())

/** `name[0]=a&name[1]=b` or `name[]=a`. An empty string is the empty list. */
export const list = <Schema extends z.ZodType>(element: Schema) =>
  z.preprocess((value) => (value === '' ? [] : inOrder(value)), z.array(element))

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (!entries.every(([index]) => /^\d+$/.test(index))) return value
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, element]) => element)
}

/** At most 50 pairs, names of 40 and values of 500 characters; null unsets all of them. https://docs.stripe.com/api/metadata */
export const metadata = () =>
  emptyable(
    z.record(z.string().max(40), z.string().max(500)).refine((pairs) => Object.keys(pairs).length <= 50, {
      error: 'Metadata can have at most 50 keys.',
      abort: true,
    }),
  ).optional()

/** A time, or a range of times, to filter a list by. */
export const range = () =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? { gte: value, lte: value } : value),
      z.strictObject({
        gt: timestamp().optional(),
        gte: timestamp().optional(),
        lt: timestamp().optional(),
        lte: timestamp().optional(),
      }),
    )
    .optional()

/** A parameter of Stripe's with nothing behind it here: refused in words rather than accepted without effect. */
export const unmodelled = () =>
  z.custom<undefined>((value) => value === undefined, { params: { code: 'not_modelled' } }).optional()

/** A parameter of Stripe's that changes nothing that could be seen here, so any value may pass. */
export const withoutEffect = () => z.unknown().optional()

export const expand = () => list(text()).optional()

export const pagination = {
  limit: integer(1, 100).default(10),
  starting_after: text().optional(),
  ending_before: text().optional(),
  expand: expand(),
}

/** A call without parameters of its own. */
export const onlyExpand = z.strictObject({ expand: expand() })

/**
 * A schema that names every parameter the `stripe` package types for a call, and no other, so that the compiler finds one that is
 * forgotten here or that a new API version brings.
 */
export const paramsOf =
  <Params>() =>
  <Shape extends { [Name in keyof Required<Params>]: z.ZodType }>(
    shape: Shape & { [Name in Exclude<keyof Shape, keyof Params>]: never },
  ) =>
    z.strictObject<Shape>(shape)
