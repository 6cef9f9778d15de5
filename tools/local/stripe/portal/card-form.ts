import type { Card } from '../resources/create-card'
import { DECLINED_NUMBER, TEST_CARDS } from '../resources/test-cards'

export type CardProblem = { field: 'number' | 'expiry' | 'cvc' | 'name'; message: string }

/**
 * Reads a card from the form, and refuses in Stripe's words what is incomplete, a card that is over, a real card in test
 * mode, and one that its bank declines. https://docs.stripe.com/testing
 * @param now milliseconds since 1970
 */
export function readCard(form: URLSearchParams, now: number): Card | CardProblem {
  const given = (field: string) => (form.get(field) ?? '').trim()
  const number = given('number').replace(/[\s-]/g, '')
  // `12/27`, `12 / 2027` or `1227`; browsers fill in any of them.
  const [, month, year] = /^(0[1-9]|1[0-2])[\s/.-]*(?:20)?(\d\d)$/.exec(given('expiry')) ?? []
  const card = Object.values(TEST_CARDS).find((known) => known.number === number)
  const [expMonth, expYear] = [Number(month), 2000 + Number(year)]

  if (!/^\d{13,19}$/.test(number)) return { field: 'number', message: 'Your card number is invalid.' }
  if (!month) return { field: 'expiry', message: "Your card's expiration date is incomplete." }
  if (Date.UTC(expYear, expMonth, 1) <= now)
    return { field: 'expiry', message: "Your card's expiration date is in the past." }
  if (!/^\d{3,4}$/.test(given('cvc')))
    return { field: 'cvc', message: "Your card's security code is incomplete." }
  if (given('name') === '') return { field: 'name', message: 'Enter the name on the card.' }
  if (number === DECLINED_NUMBER) return { field: 'number', message: 'Your card was declined.' }
  const message = 'Your card was declined. Your request was in test mode, but used a non test card.'
  return card ? { ...card, expMonth, expYear } : { field: 'number', message }
}
