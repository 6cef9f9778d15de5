import { html, raw } from 'hono/html'
import { STYLES } from './styles'

/** Markup that is safe to embed in a page: `html` escapes everything else. */
export type Html = ReturnType<typeof html>

/**
 * A complete page, which works without scripts.
 * @param lang the language of dates and amounts. The text is always English, so the body has its own `lang`
 *   for screen readers.
 */
export function page(title: string, content: Html, lang = 'en'): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="data:,">
  <style>${raw(STYLES)}</style>
</head>
<body lang="en">
  <a class="skip" href="#main">Skip to content</a>${content}
</body>
</html>
`
}

/** The business whose customers and users the local parts have. */
export const BUSINESS = 'OrbitKit'

export const brand = html`<p class="brand"><span class="mark" aria-hidden="true">${BUSINESS[0]}</span><span>${BUSINESS}</span></p>`

/** A page of one sheet, with a note about where this is. */
export function sheetPage(title: string, body: Html, { note, width }: SheetOptions): Html {
  const content = html`
    <main id="main" class="plain ${width ?? ''}" tabindex="-1">
      ${brand}
      <div class="sheet">${body}</div>
      <p class="fine">${note}</p>
    </main>`
  return page(title, content)
}

type SheetOptions = { note: string; width?: 'narrow' }
