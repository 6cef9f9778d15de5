import type { z } from 'zod'
import type { Form } from './form'
import { invalidRequest, missingParam, type StripeError } from './stripe-error'

/**
 * Reads a form with a schema made of `params.ts`.
 * @throws {StripeError} 400 about one parameter, unknown ones first, in Stripe's words
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
