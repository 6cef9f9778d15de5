import type Stripe from 'stripe'
import { inRange, listPage } from '../api/list-page'
import { list, onlyExpand, pagination, paramsOf, range, text, unmodelled } from '../api/params'
import { route } from '../api/route'
import { resourceMissing } from '../api/stripe-error'

const eventList = paramsOf<Stripe.EventListParams>()({
  ...pagination,
  created: range(),
  delivery_success: unmodelled(),
  type: text().optional(),
  types: list(text()).optional(),
})

/** https://docs.stripe.com/api/events */
export const eventRoutes = [
  route('GET', '/v1/events', eventList, (stripe, params) => {
    const events = stripe.events
      .all()
      .filter(({ type }) => params.type === undefined || matches(type, params.type))
      .filter(({ type }) => params.types?.includes(type) ?? true)
      .filter(({ created }) => inRange(created, params.created))
    return listPage('/v1/events', 'event', events, params)
  }),

  route('GET', '/v1/events/:id', onlyExpand, (stripe, _params, id) => {
    const event = stripe.events.find(id)
    if (!event) throw resourceMissing('event', id)
    return event
  }),
]

/** `customer.*` stands for every type that begins with `customer.`. */
function matches(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
}
