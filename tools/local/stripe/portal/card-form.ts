import { findTestCard } from '../resources/payment-methods'

export type CardProblem = { field: 'number' | 'expiry' | 'cvc' | 'name'; message: string }

/**
 * Reads a card from the form. Refuses in Stripe's words what is incomplete, an expired card, a real card in
 * test mode, and one that its bank declines. https://docs.stripe.com/testing
 * @param now milliseconds since 1970
 */
export function readCard(form: URLSearchParams, now: number) {
  const given = (field: string) => (form.get(field) ?? '').trim()
  const refused = (field: CardProblem['field'], message: string): CardProblem => ({ field, message })
  const number = given('number').replace(/[\s-]/g, '')
  // `12/27`, `12 / 2027` or `1227`; browsers fill in any of them.
  const [, month, year] = /^(0[1-9]|1[0-2])[\s/.-]*(?:20)?(\d\d)$/.exec(given('expiry')) ?? []
  const [expMonth, expYear] = [Number(month), 2000 + Number(year)]

  if (!/^\d{13,19}$/.test(number)) return refused('number', 'Your card number is invalid.')
  if (!month) return refused('expiry', "Your card's expiration date is incomplete.")
  if (Date.UTC(expYear, expMonth, 1) <= now)
    return refused('expiry', "Your card's expiration date is in the past.")
  if (!/^\d{3,4}$/.test(given('cvc'))) return refused('cvc', "Your card's security code is incomplete.")
  if (given('name') === '') return refused('name', 'Enter the name on the card.')
  if (number === '4000000000000002') return refused('number', 'Your card was declined.')
  const card = findTestCard(number)
  const notOne = 'Your card was declined. Your request was in test mode, but used a non test card.'
  return card ? { card, expMonth, expYear, name: given('name') } : refused('number', notOne)
}
