import type { LocalStripe } from '../local-stripe'
import { type Html, html } from './html'
import type { PortalContext } from './portal-context'
import type { PortalReply } from './portal-reply'

type Page = Extract<PortalReply, { kind: 'page' }>

/** A whole page of an open session: the business on one side, what the customer can do on the other. */
export function portalDocument(
  { stripe, configuration, customer, visit, formats }: PortalContext,
  page: Page,
): Html {
  const {
    headline,
    privacy_policy_url: privacy,
    terms_of_service_url: terms,
  } = configuration.business_profile
  const back = visit.session.return_url
  return shell(
    stripe,
    page,
    formats.locale,
    html`
    <div class="portal">
      <header class="side">
        <div class="side-inner">
          <p class="brand">${mark(stripe.businessName)}<span>${stripe.businessName}</span></p>
          <p class="headline">${headline ?? `${stripe.businessName} partners with Stripe for simplified billing.`}</p>
          ${back && html`<p><a class="back" href="${back}"><span aria-hidden="true">←</span> Return to ${stripe.businessName}</a></p>`}
          <div class="side-foot">
            <p class="badge">Test mode</p>
            <p>This is the local Stripe. No real money moves here.</p>
            ${
              (privacy || terms) &&
              html`<p class="legal">${terms && html`<a href="${terms}">Terms</a>`} ${privacy && html`<a href="${privacy}">Privacy</a>`}</p>`
            }
          </div>
        </div>
      </header>
      <main id="main" tabindex="-1">
        <div class="content">
          <p class="who"><strong>${customer.name ?? 'Your account'}</strong> <span>${customer.email}</span></p>
          ${page.body}
        </div>
      </main>
    </div>`,
  )
}

/** A page that belongs to no open session. */
export function plainDocument(stripe: LocalStripe, page: Page): Html {
  return shell(
    stripe,
    page,
    'en',
    html`
    <main id="main" class="plain" tabindex="-1">
      <p class="brand">${mark(stripe.businessName)}<span>${stripe.businessName}</span></p>
      <div class="sheet">${page.body}</div>
      <p class="fine">Local Stripe, test mode. No real money moves here.</p>
    </main>`,
  )
}

/**
 * `lang` is the session's language, which dates and amounts are in. The words are English whatever it is, and say so on `body`, so that a
 * screen reader does not read them with another language's voice.
 */
function shell(stripe: LocalStripe, page: Page, locale: string, body: Html): Html {
  return html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${page.title} · ${stripe.businessName} billing</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/p/portal.css">
</head>
<body lang="en">
  <a class="skip" href="#main">Skip to content</a>${body}
</body>
</html>
`
}

const mark = (name: string) => html`<span class="mark" aria-hidden="true">${name.slice(0, 1)}</span>`
