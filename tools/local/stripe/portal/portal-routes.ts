import type { PortalRoute } from './portal-route'
import { addCardRoutes } from './routes/add-card'
import { cancelSubscriptionRoutes } from './routes/cancel-subscription'
import { changePlanRoutes } from './routes/change-plan'
import { customerRoutes } from './routes/customer'
import { homeRoutes } from './routes/home'
import { manageCardRoutes } from './routes/manage-card'

const routes: readonly PortalRoute[] = [
  ...homeRoutes,
  ...addCardRoutes,
  ...manageCardRoutes,
  ...cancelSubscriptionRoutes,
  ...changePlanRoutes,
  ...customerRoutes,
]

/** The page at a path below a session's own, with the id in it. */
export function findPortalRoute(method: string, page: string): { route: PortalRoute; id: string } | null {
  const segments = page.split('/')
  for (const route of routes) {
    const pattern = route.path.split('/')
    const fits =
      pattern.length === segments.length && pattern.every((part, i) => part === ':id' || part === segments[i])
    if (route.method === method && fits) return { route, id: segments[pattern.indexOf(':id')] ?? '' }
  }
  return null
}
