import type { Env } from '../env'

/** Where Stripe shows invoices, unless the account has a custom domain. */
export const INVOICE_HOST = 'invoice.stripe.com'

/**
 * URL parsers drop these, so the URL checked would differ from the one returned. Headers cannot carry all of
 * them.
 */
const DROPPED = /[\s\p{Cc}]/u

type Settings = Pick<Env, 'appEnv' | 'stripe'>

/**
 * What is wrong with Stripe's portal URL, as a log message that does not repeat it; null when it may be
 * returned. It must be https on one of STRIPE_PORTAL_HOSTS. Local deployments also allow http.
 */
export function portalUrlProblem(url: unknown, settings: Settings): string | null {
  return pageUrlProblem(url, 'portal', settings.stripe.portalHosts, settings)
}

/** The same for an invoice's URL, which may also be on {@link INVOICE_HOST}. */
export function invoiceUrlProblem(url: unknown, settings: Settings): string | null {
  return pageUrlProblem(url, 'invoice', [INVOICE_HOST, ...settings.stripe.portalHosts], settings)
}

function pageUrlProblem(
  url: unknown,
  page: 'portal' | 'invoice',
  hosts: readonly string[],
  { appEnv }: Settings,
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
