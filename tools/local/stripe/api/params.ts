import { z } from 'zod'
import type { Form } from './form'
import { invalidRequest, missingParam, type StripeError } from './stripe-error'

/**
 * Schemas for Stripe's parameters. Each takes strings, because a form has nothing else. `parseParams` turns
 * validation issues into Stripe's errors, with the codes given here.
 */
const refusal = (code: string, error: string | ((issue: { input?: unknown }) => string)) => ({
  params: { code },
  error,
  abort: true,
})

export const text = (max = 5_000) => z.string().min(1).max(max)

export const integer = (min = 0) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,15}$/.test(value) && Number(value) >= min,
      refusal('parameter_invalid_integer', ({ input }) => `Invalid integer: ${input}`),
    )
    .transform(Number)

export const boolean = () => z.enum(['true', 'false']).transform((value) => value === 'true')

/** An absolute http or https URL. Stripe's test mode accepts http too. */
export const url = () =>
  text()
    .refine(
      (value) => /^[a-z][a-z0-9+.-]*:/i.test(value),
      refusal('url_invalid', 'Invalid URL: An explicit scheme (such as https) must be provided.'),
    )
    .refine(
      (value) => /^https?:\/\/[^/\s]/i.test(value) && URL.canParse(value),
      refusal('url_invalid', 'Not a valid URL'),
    )

export const email = () =>
  text(512).refine(
    (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
    refusal('email_invalid', ({ input }) => `Invalid email address: ${input}`),
  )

/** A value that an empty string unsets, which results in null. */
export const emptyable = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable()).optional()

/** `name[0]=a&name[1]=b` or `name[]=a`. An empty string is the empty list. */
export const list = <Schema extends z.ZodType>(element: Schema) =>
  z.preprocess((value) => (value === '' ? [] : value), z.array(element))

/** `metadata[0]=x` is parsed as a list at first. https://docs.stripe.com/api/metadata */
export const metadata = z
  .preprocess(
    (value) => (Array.isArray(value) ? { ...value } : value),
    z.record(z.string().max(40), z.string().max(500)),
  )
  .optional()

export const expand = list(text()).optional()

export const pagination = { limit: integer(1).default(10), starting_after: text().optional(), expand }

/** A call that takes only `expand`. */
export const onlyExpand = z.strictObject({ expand })

/**
 * Parses a form with a schema made from the schemas above.
 * @throws {StripeError} 400 for one parameter, unknown ones first, with Stripe's message
 */
export function parseParams<Schema extends z.ZodType>(schema: Schema, form: Form): z.output<Schema> {
  const { success, data, error } = schema.safeParse(form, { reportInput: true })
  if (success) return data
  const worst = error.issues.find((issue) => issue.code === 'unrecognized_keys') ?? error.issues[0]
  throw worst ? stripeErrorOf(worst) : invalidRequest('Invalid request.')
}

function stripeErrorOf(issue: z.core.$ZodIssue): StripeError {
  const param = bracketed(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => bracketed([...issue.path, key]))
    const message = `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`
    return invalidRequest(message, names[0], 'parameter_unknown')
  }
  if (issue.code === 'custom') return invalidRequest(issue.message, param, issue.params?.code)
  if (issue.input === undefined) return missingParam(param)
  if (issue.code === 'invalid_type') return invalidRequest(`Invalid ${issue.expected}`, param)
  if (issue.code !== 'invalid_value') return invalidRequest(issue.message, param)
  const words = issue.values.map(String)
  const choice = `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`
  return invalidRequest(`Invalid ${param}: must be one of ${choice}`, param)
}

/** `['flow_data', 'type']` is `flow_data[type]`. */
function bracketed([first = '', ...rest]: readonly PropertyKey[]): string {
  return String(first) + rest.map((step) => `[${String(step)}]`).join('')
}
