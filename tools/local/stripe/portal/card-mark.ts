import { type Html, html } from './html'

const NAMES: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

export const brandName = (brand: string) => NAMES[brand] ?? 'Card'

/** A card's brand as a small picture. It is decoration: the brand's name always stands beside it. */
export function cardMark(brand: string): Html {
  const frame = (fill: string, inner: Html) =>
    html`<svg class="card-mark" viewBox="0 0 40 26" width="40" height="26" aria-hidden="true" focusable="false"><rect width="40" height="26" rx="4" fill="${fill}"/>${inner}</svg>`
  const word = (text: string, size: number) =>
    html`<text x="20" y="17" text-anchor="middle" font-family="Arial, sans-serif" font-weight="700" font-size="${size}" fill="#fff">${text}</text>`
  switch (brand) {
    case 'visa':
      return frame(
        '#1434cb',
        html`<text x="20" y="17.5" text-anchor="middle" font-family="Arial, sans-serif" font-weight="800" font-style="italic" font-size="12" fill="#fff">VISA</text>`,
      )
    case 'mastercard':
      return frame(
        '#252525',
        html`<circle cx="16" cy="13" r="7" fill="#eb001b"/><circle cx="24" cy="13" r="7" fill="#f79e1b"/><path d="M20 7.25a7 7 0 0 1 0 11.5 7 7 0 0 1 0-11.5z" fill="#ff5f00"/>`,
      )
    case 'amex':
      return frame('#006fcf', word('AMEX', 10))
    case 'discover':
      return frame('#b84e00', word('DISC', 10))
    case 'jcb':
      return frame('#0b6b3a', word('JCB', 12))
    case 'unionpay':
      return frame('#00646f', word('UPay', 11))
    default:
      return frame('#4f566b', html`<rect y="6" width="40" height="5" fill="#fff" opacity=".55"/>`)
  }
}
