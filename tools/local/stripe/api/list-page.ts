import type { List } from '../wire'
import { resourceMissing } from './stripe-error'

type Cursor = { limit: number; starting_after?: string | undefined; ending_before?: string | undefined }

/**
 * One page of a list, newest first. https://docs.stripe.com/api/pagination
 * @param path of the call, such as `/v1/customers`
 * @throws {StripeError} `resource_missing` when a cursor names nothing in the list
 */
export function listPage<T extends { id: string; object: string }>(
  path: string,
  oldestFirst: T[],
  { limit, starting_after: after, ending_before: before }: Cursor,
): List<T> {
  const objects = oldestFirst.toReversed()
  const indexOf = (id: string, param: string) => {
    const index = objects.findIndex((object) => object.id === id)
    if (index < 0) throw resourceMissing(path.split('/').at(-1)?.replace(/s$/, '') ?? '', id, param)
    return index
  }
  if (before !== undefined) {
    const end = indexOf(before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', url: path, has_more: start > 0, data: objects.slice(start, end) }
  }
  const start = after === undefined ? 0 : indexOf(after, 'starting_after') + 1
  const data = objects.slice(start, start + limit)
  return { object: 'list', url: path, has_more: objects.length > start + limit, data }
}
