import { type LocalStripe, unixNow } from '../local-stripe'
import { type Html, html } from './html'
import { type PortalReply, page } from './portal-reply'
import type { Visit } from './portal-sessions'

/** A page about a link that does not lead into the portal: what happened, and what to do. */
function problem(status: number, title: string, ...paragraphs: (Html | string)[]): PortalReply {
  return page(
    title,
    html`<h1>${title}</h1>${paragraphs.map((text) => (typeof text === 'string' ? html`<p class="lead">${text}</p>` : text))}`,
    status,
  )
}

export const notFoundPage = () => problem(404, 'Page not found', 'There is nothing at this address.')

export const unknownLinkPage = () =>
  problem(
    404,
    'This link is not valid',
    'It may have been copied in part, or the local Stripe was started again since it was made. Go back to where you manage your account, and open the billing portal from there.',
  )

export const expiredPage = (stripe: LocalStripe, visit: Visit) =>
  problem(
    410,
    'This link has expired',
    'For your security, a link to the billing portal works for 5 minutes until it is opened, and for an hour after its last use.',
    wayOn(stripe, visit),
  )

export const usedElsewherePage = (stripe: LocalStripe, visit: Visit) =>
  problem(
    403,
    'This link was already used',
    'A link to the billing portal opens in one browser only, and another one has opened it before.',
    wayOn(stripe, visit),
  )

export const closedPage = () =>
  problem(
    410,
    'This billing account was closed',
    'It no longer exists, so there is nothing to manage. If you did not expect that, ask the people you buy from.',
  )

export const featureOffPage = () =>
  problem(
    403,
    'This is not available',
    'The business has not switched this on in its billing portal. Nothing was changed.',
  )

export const crossSitePage = () =>
  problem(
    403,
    'Nothing was changed',
    'The request did not come from a page of this portal. Go back and try again there.',
  )

/** A new link where the session may be recovered by e-mail, else the way back to the business. */
function wayOn(stripe: LocalStripe, visit: Visit): Html {
  const { session, token } = visit
  const back =
    session.return_url &&
    html`<p><a class="button" href="${session.return_url}">Return to ${stripe.businessName}</a></p>`
  if (!isRecoverable(stripe, visit)) {
    return html`<p class="lead">To go on, open the billing portal again from your account with ${stripe.businessName}.</p>${back}`
  }
  return html`
    <form class="stack" method="post" action="/p/session/${token}/recover">
      <div class="field">
        <label for="email">Your e-mail address</label>
        <input id="email" name="email" type="email" autocomplete="email" required>
        <p class="hint">We compare it with the address on your billing account, and give you a new link.</p>
      </div>
      <div class="actions"><button class="button" type="submit">Get a new link</button></div>
    </form>
    ${back}`
}

/** `after_expiration` of type `customer_login`, before its deadline. */
function isRecoverable(stripe: LocalStripe, { session }: Visit): boolean {
  if (session.after_expiration?.type !== 'customer_login') return false
  const deadline = session.after_expiration.customer_login?.expires_at
  return deadline === null || deadline === undefined || unixNow(stripe) < deadline
}

/**
 * Answers the request for a new link. Stripe sends a code to the address on the account; the local Stripe has no mail, so whoever types
 * that address gets the link at once. For another address the answer looks as Stripe's does, and there is no link.
 */
export function recoverLink(stripe: LocalStripe, visit: Visit, form: URLSearchParams): PortalReply {
  if (!isRecoverable(stripe, visit)) return expiredPage(stripe, visit)
  const customer = stripe.store.customers.find(visit.session.customer)
  const address = form.get('email')?.trim().toLowerCase()
  const isTheirs = customer && !customer.deleted && address && customer.email?.toLowerCase() === address
  if (!isTheirs) {
    return problem(
      200,
      'Check your e-mail',
      'If the address belongs to this billing account, a new link is on its way to it.',
    )
  }
  const link = stripe.portalSessions.renew(visit, stripe.origin)
  return problem(
    200,
    'Check your e-mail',
    'Stripe would send you a code now. The local Stripe has no mail, so here is the new link at once.',
    html`<p><a class="button" href="${link}">Open the billing portal</a></p>`,
  )
}
