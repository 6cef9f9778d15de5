import type { Attributes, AttributeValue } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { logged } from '../log'
import { routeOf } from '../route-of'

/**
 * A span as it may leave the server. Next puts whole URLs into `http.target` and names, and messages of
 * errors into events: there are OAuth codes and mail-link tokens in the former, and anything in the latter.
 *
 * - A target is replaced by its route.
 * - Other texts lose their query and are redacted as in the log.
 * - An error keeps its type. Its message is in the log, under the same request id.
 */
export function publicSpan(span: ReadableSpan): ReadableSpan {
  return Object.create(span, {
    name: { value: publicText(span.name) },
    attributes: { value: publicAttributes(span.attributes) },
    status: { value: { code: span.status.code } },
    events: {
      value: span.events.map(({ attributes = {}, ...event }) => ({
        ...event,
        name: publicText(event.name),
        attributes: publicAttributes(without(attributes, ['exception.message', 'exception.stacktrace'])),
      })),
    },
  })
}

const without = (attributes: Attributes, names: readonly string[]): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)))

const TARGETS = ['http.target', 'url.path']

function publicAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(without(attributes, ['url.query'])).map(([name, value]) => [
      name,
      TARGETS.includes(name) ? publicTarget(String(value)) : publicValue(value),
    ]),
  )
}

function publicTarget(target: string): string {
  const [pathname = ''] = target.split(/[?#]/, 1)
  return routeOf(pathname) ?? pathname
}

const publicValue = (value: AttributeValue | undefined): AttributeValue | undefined => {
  if (Array.isArray(value))
    return value.map((item) => (typeof item === 'string' ? publicText(item) : item)) as AttributeValue
  return typeof value === 'string' ? publicText(value) : value
}

/** A path or URL, and what follows it from `?` or `#` on. */
const QUERY = /(\/[^\s"'<>?#]*)[?#][^\s"'<>]*/g

const publicText = (text: string) => logged(text.replace(QUERY, '$1'))
