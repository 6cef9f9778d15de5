import { html } from 'hono/html'
import type { LocalStripe } from '../local-stripe'
import type { PortalContext } from './portal-context'

/** Markup that is safe to embed in a page: `html` escapes everything else. */
export type Html = ReturnType<typeof html>

/** Responds with a page of an open session: the business on one side, the customer’s options on the other. */
export function sessionPage(c: PortalContext, title: string, body: Html, status: 200 | 422 = 200) {
  const { stripe, configuration, customer, visit, formats } = c.var
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
          <p class="brand">${mark(stripe.businessName)}<span>${stripe.businessName}</span></p>
          <p class="headline">${headline ?? `${stripe.businessName} partners with Stripe for simplified billing.`}</p>
          ${back && html`<p><a class="back" href="${back}"><span aria-hidden="true">←</span> Return to ${stripe.businessName}</a></p>`}
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
  return c.html(shell(stripe, title, formats.locale, content), status)
}

/** Responds with a page outside an open session. */
export function plainPage(c: PortalContext, title: string, body: Html, status: 200 | 403 | 404 | 410 = 200) {
  const { stripe } = c.var
  const content = html`
    <main id="main" class="plain" tabindex="-1">
      <p class="brand">${mark(stripe.businessName)}<span>${stripe.businessName}</span></p>
      <div class="sheet">${body}</div>
      <p class="fine">Local Stripe, test mode. No real money moves here.</p>
    </main>`
  return c.html(shell(stripe, title, 'en', content), status)
}

/**
 * The page's `lang` is the session's language, used for dates and amounts. The text is always English, so
 * `body` has its own `lang` for screen readers.
 */
function shell(stripe: LocalStripe, title: string, locale: string, content: Html): Html {
  return html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · ${stripe.businessName} billing</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/p/portal.css">
</head>
<body lang="en">
  <a class="skip" href="#main">Skip to content</a>${content}
</body>
</html>
`
}

const mark = (name: string) => html`<span class="mark" aria-hidden="true">${name.slice(0, 1)}</span>`
