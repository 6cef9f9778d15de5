import type { List } from '../wire'
import { resourceMissing } from './stripe-error'

type Pagination = { limit: number; starting_after?: string | undefined; ending_before?: string | undefined }

/**
 * One page of a list, newest first, as Stripe pages with cursors. https://docs.stripe.com/api/pagination
 * @throws {StripeError} `resource_missing` when a cursor names nothing in the list.
 */
export function listPage<T extends { id: string }>(
  url: string,
  kind: string,
  oldestFirst: T[],
  { limit, starting_after, ending_before }: Pagination,
): List<T> {
  const objects = oldestFirst.toReversed()
  if (ending_before !== undefined) {
    const end = indexOf(objects, ending_before, kind, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', url, has_more: start > 0, data: objects.slice(start, end) }
  }
  const start =
    starting_after === undefined ? 0 : indexOf(objects, starting_after, kind, 'starting_after') + 1
  return {
    object: 'list',
    url,
    has_more: objects.length > start + limit,
    data: objects.slice(start, start + limit),
  }
}

function indexOf(objects: { id: string }[], id: string, kind: string, param: string): number {
  const index = objects.findIndex((object) => object.id === id)
  if (index < 0) throw resourceMissing(kind, id, param)
  return index
}

type Range = {
  gt?: number | undefined
  gte?: number | undefined
  lt?: number | undefined
  lte?: number | undefined
}

/** Whether a time is in the range; everything is in no range. */
export function inRange(time: number, range: Range | undefined): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range ?? {}
  return time > gt && time >= gte && time < lt && time <= lte
}
