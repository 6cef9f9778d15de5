import type { Env } from '../env'

/**
 * URL parsers drop these, so the URL checked would differ from the one returned. Headers cannot carry all of
 * them.
 */
const DROPPED = /[\s\p{Cc}]/u

/**
 * What is wrong with Stripe's portal URL, as a log message that does not repeat it; null when it may be
 * returned. It must be https on one of STRIPE_PORTAL_HOSTS. Local deployments also allow http.
 */
export function portalUrlProblem(
  url: unknown,
  { appEnv, stripe }: Pick<Env, 'appEnv' | 'stripe'>,
): string | null {
  return stripePageProblem(url, { page: 'portal', hosts: stripe.portalHosts, appEnv })
}

/** Where Stripe shows invoices, beside the hosts of the portal. */
export const INVOICE_HOST = 'invoice.stripe.com'

/** The same of any page at Stripe whose address is a credential. */
export function stripePageProblem(
  url: unknown,
  { page, hosts, appEnv }: { page: 'portal' | 'invoice'; hosts: readonly string[] } & Pick<Env, 'appEnv'>,
): string | null {
  if (typeof url !== 'string' || !URL.canParse(url) || DROPPED.test(url))
    return `Stripe returned no ${page} URL.`
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:' || (protocol === 'http:' && appEnv === 'local')
  if (!isSecure) return `The ${page} URL is not https.`
  if (!hosts.includes(host))
    return `The ${page} URL is on another host: set STRIPE_PORTAL_HOSTS if the ${page} has a custom domain.`
  return null
}
