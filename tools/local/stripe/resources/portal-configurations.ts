import type { z } from 'zod'
import { listPage } from '../api/list-page'
import { onlyExpand } from '../api/params'
import { route } from '../api/route'
import { invalidRequest } from '../api/stripe-error'
import { changedAttributes } from '../events/changed-attributes'
import type { LocalStripe } from '../local-stripe'
import type { PortalConfiguration } from '../wire'
import { newConfiguration, requireConfiguration, withSettings } from './portal-configuration-object'
import {
  configurationCreate,
  configurationList,
  configurationUpdate,
  type FeaturesUpdate,
} from './portal-configuration-params'
import { requireEnabledFlags } from './portal-features'
import { requirePrice, requireProduct } from './product-object'

const PATH = '/v1/billing_portal/configurations'

/** https://docs.stripe.com/api/customer_portal/configurations */
export const portalConfigurationRoutes = [
  route('POST', PATH, configurationCreate, createConfiguration),

  route('GET', PATH, configurationList, (stripe, params) => {
    const configurations = stripe.store.configurations
      .all()
      .filter(({ active }) => params.active === undefined || active === params.active)
      .filter(
        ({ is_default: isDefault }) => params.is_default === undefined || isDefault === params.is_default,
      )
    return listPage(PATH, 'configuration', configurations, params)
  }),

  route('GET', `${PATH}/:id`, onlyExpand, (stripe, _params, id) => requireConfiguration(stripe, id)),

  route('POST', `${PATH}/:id`, configurationUpdate, (stripe, params, id) => {
    const configuration = requireConfiguration(stripe, id)
    requireProducts(stripe, params.features)
    const updated = stripe.store.configurations.put(withSettings(stripe, configuration, params))
    const previous = changedAttributes(configuration, updated)
    stripe.events.record({ type: 'billing_portal.configuration.updated', object: updated, previous })
    return updated
  }),
]

function createConfiguration(
  stripe: LocalStripe,
  params: z.output<typeof configurationCreate>,
): PortalConfiguration {
  requireEnabledFlags(params.features)
  requireProducts(stripe, params.features)
  const created = stripe.store.configurations.put(withSettings(stripe, newConfiguration(stripe), params))
  stripe.events.record({ type: 'billing_portal.configuration.created', object: created })
  return created
}

function requireProducts(stripe: LocalStripe, features: FeaturesUpdate | undefined): void {
  features?.subscription_update?.products?.forEach(({ product, prices }, index) => {
    const at = `features[subscription_update][products][${index}]`
    requireProduct(stripe, product, `${at}[product]`)
    for (const [place, id] of prices.entries()) {
      const price = requirePrice(stripe, id, `${at}[prices][${place}]`)
      if (price.product !== product) {
        throw invalidRequest(
          `The price ${id} does not belong to the product ${product}.`,
          `${at}[prices][${place}]`,
        )
      }
    }
  })
}
