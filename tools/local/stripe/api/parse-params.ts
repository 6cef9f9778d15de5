import type { z } from 'zod'
import type { Form } from './form'
import { invalidRequest, missingParam, type StripeError } from './stripe-error'

/**
 * Reads a form with a schema made of `params.ts`.
 * @throws {StripeError} 400 about one parameter, unknown ones first, in Stripe's words
 */
export function parseParams<Schema extends z.ZodType>(schema: Schema, form: Form): z.output<Schema> {
  const result = schema.safeParse(form, { reportInput: true })
  if (result.success) return result.data
  const { issues } = result.error
  const worst = issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]
  throw worst ? stripeErrorOf(worst) : invalidRequest('Invalid request.')
}

function stripeErrorOf(issue: z.core.$ZodIssue): StripeError {
  const param = bracketed(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownParameters(issue.keys.map((key) => bracketed([...issue.path, key])))
    case 'invalid_type':
      if (issue.input === undefined) return missingParam(param)
      return invalidRequest(`Invalid ${issue.expected === 'record' ? 'object' : issue.expected}`, param)
    case 'invalid_value':
      if (issue.input === undefined) return missingParam(param)
      return invalidRequest(`Invalid ${param}: must be one of ${inWords(issue.values.map(String))}`, param)
    case 'custom':
      return refused(issue, param)
    default:
      return invalidRequest(issue.message, param)
  }
}

function refused(issue: z.core.$ZodIssueCustom, param: string): StripeError {
  const code = String(issue.params?.code)
  if (code !== 'parameter_invalid_empty') return invalidRequest(issue.message, param, code)
  return invalidRequest(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    param,
    code,
  )
}

function unknownParameters(params: string[]): StripeError {
  const plural = params.length > 1 ? 's' : ''
  const message = `Received unknown parameter${plural}: ${params.join(', ')}`
  return invalidRequest(message, params[0], 'parameter_unknown')
}

/** `['flow_data', 'type']` is `flow_data[type]`. */
function bracketed(path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path.map(String)
  return first + rest.map((step) => `[${step}]`).join('')
}

function inWords(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`
}
