/** The value of `figures` for a page that waits for the figures. */
export const SHOWN = 'shown'

/**
 * For people without JavaScript, because only a script inserts what is streamed: a link to the page that
 * waits for the figures. It is a link, so that the button itself never waits.
 */
export function ShowFigures() {
  return (
    <noscript>
      <a href={`/billing?figures=${SHOWN}`} className="link">
        Show plan, payment method and invoices
      </a>
    </noscript>
  )
}
