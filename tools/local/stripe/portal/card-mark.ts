import { html } from 'hono/html'
import type { Html } from './document'

const NAMES: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express' }

export const brandName = (brand: string) => NAMES[brand] ?? 'Card'

const word = (text: string, size: number) =>
  html`<text x="20" y="17.5" text-anchor="middle" font-family="Arial, sans-serif" font-weight="800" font-style="italic" font-size="${size}" fill="#fff">${text}</text>`

/** The colour and the picture of each brand. */
const MARKS: Record<string, [string, Html]> = {
  visa: ['#1434cb', word('VISA', 12)],
  mastercard: [
    '#252525',
    html`<circle cx="16" cy="13" r="7" fill="#eb001b"/><circle cx="24" cy="13" r="7" fill="#f79e1b"/><path d="M20 7.25a7 7 0 0 1 0 11.5 7 7 0 0 1 0-11.5z" fill="#ff5f00"/>`,
  ],
  amex: ['#006fcf', word('AMEX', 10)],
}

/** A card's brand as a small picture. It is decoration: the brand's name always stands beside it. */
export function cardMark(brand: string): Html {
  const [fill, mark] = MARKS[brand] ?? ['#4f566b', html`<rect y="6" width="40" height="5" fill="#fff"/>`]
  return html`<svg class="card-mark" viewBox="0 0 40 26" width="40" height="26" aria-hidden="true" focusable="false"><rect width="40" height="26" rx="4" fill="${fill}"/>${mark}</svg>`
}
