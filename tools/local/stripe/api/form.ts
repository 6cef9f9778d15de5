import { StripeError } from './stripe-error'

/** A form after its brackets were read: `items[0][price]=p` is `{ items: { 0: { price: 'p' } } }`. Lists are told from maps by the schema. */
export type Form = { [name: string]: FormValue }
type FormValue = string | Form

/** Deeper nesting and more fields than any call has; more is a mistake or an attack. */
const MAX_DEPTH = 10
const MAX_FIELDS = 2_000

/**
 * Reads `application/x-www-form-urlencoded` text the way Stripe does: `a[b]=1`, `a[0]=1` and `a[]=1`; the last of two equal names wins.
 * Objects have no prototype, so that a field may have any name.
 * @throws {StripeError} 400 when a name is both a value and a group, or the form is too deep or too long.
 */
export function parseForm(text: string): Form {
  const form = emptyForm()
  let fields = 0
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1
    if (fields > MAX_FIELDS) throw unreadable(`it has more than ${MAX_FIELDS} fields`)
    place(form, pathOf(name), value)
  }
  return form
}

function pathOf(name: string): string[] {
  const bracket = name.indexOf('[')
  if (bracket <= 0) return [name]
  const groups = [...name.slice(bracket).matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '')
  const path = [name.slice(0, bracket), ...groups]
  if (path.length > MAX_DEPTH) throw unreadable(`'${name}' is nested too deeply`)
  return path
}

function place(form: Form, path: string[], value: string): void {
  const last = path.length - 1
  let group = form
  path.forEach((step, depth) => {
    // `a[]=x` is the next element of the list `a`.
    const key = step === '' && depth > 0 ? String(Object.keys(group).length) : step
    const present = group[key]
    if (depth === last) {
      if (typeof present === 'object') throw unreadable(`'${path[0]}' is both a value and a group`)
      group[key] = value
    } else {
      if (typeof present === 'string') throw unreadable(`'${path[0]}' is both a value and a group`)
      const next = present ?? emptyForm()
      group[key] = next
      group = next
    }
  })
}

const emptyForm = (): Form => Object.create(null) as Form

const unreadable = (why: string) => new StripeError(400, { message: `Invalid form: ${why}.` })
