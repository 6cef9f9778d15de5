import type { CardDetails } from '../resources/payment-method-object'
import { brandOf, TEST_CARDS } from '../resources/test-cards'

export type CardProblem = { field: 'number' | 'expiry' | 'cvc' | 'name'; message: string }

export type CardReading =
  | { kind: 'card'; card: CardDetails; name: string }
  | { kind: 'refused'; problem: CardProblem }

/**
 * Reads a card from the form, and refuses it as Stripe does: a number with a typing error, a card that is over, a real card in test mode,
 * one that its bank declines. https://docs.stripe.com/testing
 * @param now milliseconds since 1970
 */
export function readCard(form: URLSearchParams, now: number): CardReading {
  const number = (form.get('number') ?? '').replace(/[\s-]/g, '')
  const expiry = readExpiry(form.get('expiry') ?? '')
  const cvc = (form.get('cvc') ?? '').trim()
  const name = (form.get('name') ?? '').trim()

  if (!/^\d{13,19}$/.test(number) || !passesLuhn(number))
    return refused('number', 'Your card number is invalid.')
  if (!expiry) return refused('expiry', "Your card's expiration date is incomplete.")
  if (Date.UTC(expiry.year, expiry.month, 1) <= now)
    return refused('expiry', "Your card's expiration date is in the past.")
  const hasFourDigitCode = brandOf(number) === 'amex'
  if (!(hasFourDigitCode ? /^\d{4}$/ : /^\d{3}$/).test(cvc)) {
    return refused('cvc', "Your card's security code is incomplete.")
  }
  if (name === '') return refused('name', 'Enter the name on the card.')

  const known = TEST_CARDS.find((card) => card.number === number)
  if (!known) {
    return refused(
      'number',
      'Your card was declined. Your request was in test mode, but used a non test card.',
    )
  }
  if (known.refusal)
    return refused(known.refusal.code === 'incorrect_cvc' ? 'cvc' : 'number', known.refusal.message)
  return { kind: 'card', card: { number, expMonth: expiry.month, expYear: expiry.year }, name }
}

const refused = (field: CardProblem['field'], message: string): CardReading => ({
  kind: 'refused',
  problem: { field, message },
})

/** `12/27`, `12 / 2027` or `1227`; browsers fill in any of them. */
function readExpiry(text: string): { month: number; year: number } | null {
  const match = /^(0[1-9]|1[0-2])[\s/.-]*(?:20)?(\d\d)$/.exec(text.trim())
  return match ? { month: Number(match[1]), year: 2000 + Number(match[2]) } : null
}

/** The check digit of ISO/IEC 7812-1. */
function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
