import { html } from 'hono/html'
import { BUSINESS, type Html } from '../../page/page'
import { plainPage } from './document'
import type { PortalContext } from './portal-context'
import type { Visit } from './portal-sessions'

/** The pages for links that do not open the portal: status, title, and what to do. */
// biome-ignore format: a table, one page a row.
const PROBLEMS = {
  'not-found': [404, 'Page not found', 'There is nothing at this address.'],
  unknown: [404, 'This link is not valid', 'It may be incomplete, or the local Stripe was restarted. Open the billing portal from your account.'],
  expired: [410, 'This link has expired', 'A link to the billing portal works for 5 minutes until it is opened, and for an hour after its last use.'],
  closed: [410, 'This billing account was closed', 'It no longer exists. If you did not expect that, contact the business.'],
  'feature-off': [403, 'This is not available', 'The business has not switched this on in its billing portal. Nothing was changed.'],
} as const

/** @param visit the link's session, if the page can offer a way to continue */
export function problemPage(c: PortalContext, kind: keyof typeof PROBLEMS, visit?: Visit) {
  const [status, title, words] = PROBLEMS[kind]
  const body = html`<h1>${title}</h1><p class="lead">${words}</p>${visit && wayOn(visit)}`
  return plainPage(c, title, body, status)
}

export const notFoundPage = (c: PortalContext) => problemPage(c, 'not-found')

/** A form for a new link if the session can be recovered by email, otherwise a link to the business. */
function wayOn({ session, token }: Visit): Html {
  const to = session.return_url
  const back = to && html`<p><a class="button" href="${to}">Return to ${BUSINESS}</a></p>`
  if (!session.after_expiration)
    return html`<p class="lead">To go on, open the billing portal again from your account with ${BUSINESS}.</p>${back}`
  return html`
    <form class="stack" method="post" action="/p/session/${token}/recover">
      <div class="field">
        <label for="email">Your email address</label>
        <input id="email" name="email" type="email" autocomplete="email" required>
        <p class="hint">We compare it with the address on your billing account, and give you a new link.</p>
      </div>
      <div class="actions"><button class="button" type="submit">Get a new link</button></div>
    </form>
    ${back}`
}

/** Gives a new link to anyone who enters the account's email address. Stripe emails a code there first. */
export async function recoverLink(c: PortalContext, visit: Visit) {
  const { stripe } = c.var
  if (!visit.session.after_expiration) return problemPage(c, 'expired', visit)
  const customer = stripe.store.find('customer', visit.session.customer)
  const typed = new URLSearchParams(await c.req.text()).get('email')?.trim().toLowerCase()
  const isTheirs = customer && !customer.deleted && typed && customer.email?.toLowerCase() === typed
  const words = isTheirs
    ? html`<p class="lead">Stripe would send you a code now. The local Stripe has no mail, so here is the new link at once.</p>
      <p><a class="button" href="${stripe.portalSessions.add(stripe.origin, visit.session).url}">Open the billing portal</a></p>`
    : html`<p class="lead">If the address belongs to this billing account, a new link is on its way to it.</p>`
  return plainPage(c, 'Check your email', html`<h1>Check your email</h1>${words}`)
}
