import type { List } from '../wire'
import { resourceMissing } from './stripe-error'

type Params = { limit: number; starting_after?: string | undefined; [field: string]: unknown }

/**
 * One page of a list, newest first. https://docs.stripe.com/api/pagination
 * @param path the call's path, such as `/v1/customers`
 * @param params the cursor; every other given parameter filters on the field of that name
 * @throws {StripeError} `resource_missing` when the cursor is not in the list
 */
export function listPage<T extends { id: string; object: string }>(
  path: string,
  oldestFirst: T[],
  { limit, starting_after: after, ...wanted }: Params,
): List<T> {
  const fields = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const objects = oldestFirst
    .filter((object) => fields.every(([name, value]) => new Map(Object.entries(object)).get(name) === value))
    .toReversed()
  const last = objects.findIndex(({ id }) => id === after)
  if (after !== undefined && last < 0)
    throw resourceMissing(path.split('/').at(-1)?.replace(/s$/, '') ?? '', after, 'starting_after')
  const [start, end] = [last + 1, last + 1 + limit]
  return { object: 'list', url: path, has_more: end < objects.length, data: objects.slice(start, end) }
}
