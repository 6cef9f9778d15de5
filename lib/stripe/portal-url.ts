import type { Env } from '../env'

/**
 * URL parsers drop these, so that the address checked here would not be the one handed out; and a header
 * cannot carry them all.
 */
const DROPPED = /[\s\p{Cc}]/u

/**
 * What is wrong with a portal URL that Stripe answered with, in words for the log that do not repeat it; null
 * when it may be handed out. It must be https on one of STRIPE_PORTAL_HOSTS; only locally, where the portal
 * is on this machine, http is enough.
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
    return `Stripe answered without ${page === 'portal' ? 'a' : 'an'} ${page} URL.`
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:' || (protocol === 'http:' && appEnv === 'local')
  if (!isSecure) return `The ${page} URL is not https.`
  if (!hosts.includes(host))
    return `The ${page} URL is on another host: set STRIPE_PORTAL_HOSTS if the ${page} has a domain of its own.`
  return null
}
