import { html } from 'hono/html'
import { BUSINESS, brand, type Html, page, sheetPage } from '../../page/page'
import type { PortalContext } from './portal-context'

/** Responds with a page of an open session: the business on one side, the customer’s options on the other. */
export function sessionPage(c: PortalContext, title: string, body: Html, status: 200 | 422 = 200) {
  const { configuration, customer, visit, formats } = c.var
  const {
    headline,
    privacy_policy_url: privacy,
    terms_of_service_url: terms,
  } = configuration.business_profile
  const back = visit.session.return_url
  const content = html`
    <div class="portal">
      <header class="side">
        <div class="side-inner">
          ${brand}
          <p class="headline">${headline ?? `${BUSINESS} partners with Stripe for simplified billing.`}</p>
          ${back && html`<p><a class="back" href="${back}"><span aria-hidden="true">←</span> Return to ${BUSINESS}</a></p>`}
          <div class="side-foot">
            <p class="badge">Test mode</p>
            <p>This is the local Stripe. No real money moves here.</p>
            ${(privacy || terms) && html`<p class="legal">${terms && html`<a href="${terms}">Terms</a>`} ${privacy && html`<a href="${privacy}">Privacy</a>`}</p>`}
          </div>
        </div>
      </header>
      <main id="main" tabindex="-1">
        <div class="content">
          <p class="who"><strong>${customer.name ?? 'Your account'}</strong> <span>${customer.email}</span></p>
          ${body}
        </div>
      </main>
    </div>`
  return c.html(page(`${title} · ${BUSINESS} billing`, content, formats.locale), status)
}

/** Responds with a page outside an open session. */
export function plainPage(c: PortalContext, title: string, body: Html, status: 200 | 403 | 404 | 410 = 200) {
  const note = 'Local Stripe, test mode. No real money moves here.'
  return c.html(sheetPage(`${title} · ${BUSINESS} billing`, body, { note }), status)
}
