/**
 * Stripe's test cards. No other number is taken, so that nobody leaves a real card here.
 * https://docs.stripe.com/testing
 */
type TestCard = {
  number: string
  /** The name in `tok_…` and `pm_card_…`. */
  name: string
  funding: 'credit' | 'debit' | 'prepaid'
  /** What Stripe says when the card is saved; absent when it is taken. */
  refusal?: CardRefusal
}

export type CardRefusal = { code: string; decline_code?: string; message: string }

const DECLINED = { code: 'card_declined', message: 'Your card was declined.' }

export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', name: 'visa', funding: 'credit' },
  { number: '4000056655665556', name: 'visa_debit', funding: 'debit' },
  { number: '5555555555554444', name: 'mastercard', funding: 'credit' },
  { number: '5200828282828210', name: 'mastercard_debit', funding: 'debit' },
  { number: '5105105105105100', name: 'mastercard_prepaid', funding: 'prepaid' },
  { number: '378282246310005', name: 'amex', funding: 'credit' },
  { number: '6011111111111117', name: 'discover', funding: 'credit' },
  { number: '3056930009020004', name: 'diners', funding: 'credit' },
  { number: '3566002020360505', name: 'jcb', funding: 'credit' },
  { number: '6200000000000005', name: 'unionpay', funding: 'credit' },
  // Saved without complaint, declined when it is charged.
  { number: '4000000000000341', name: 'chargeCustomerFail', funding: 'credit' },
  {
    number: '4000000000000002',
    name: 'chargeDeclined',
    funding: 'credit',
    refusal: { ...DECLINED, decline_code: 'generic_decline' },
  },
  {
    number: '4000000000009995',
    name: 'chargeDeclinedInsufficientFunds',
    funding: 'credit',
    refusal: {
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    },
  },
  {
    number: '4000000000000069',
    name: 'chargeDeclinedExpiredCard',
    funding: 'credit',
    refusal: { code: 'expired_card', message: 'Your card has expired.' },
  },
  {
    number: '4000000000000127',
    name: 'chargeDeclinedIncorrectCvc',
    funding: 'credit',
    refusal: { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  },
  {
    number: '4000000000000119',
    name: 'chargeDeclinedProcessingError',
    funding: 'credit',
    refusal: {
      code: 'processing_error',
      message: 'An error occurred while processing your card. Try again in a little bit.',
    },
  },
]

/** The last four digits of the card that can be saved but not charged. */
export const FAILS_WHEN_CHARGED = '0341'

/** The brand, by the number's first digits (ISO/IEC 7812 issuer ranges). */
export function brandOf(number: string): string {
  if (/^4/.test(number)) return 'visa'
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard'
  if (/^3[47]/.test(number)) return 'amex'
  if (/^35/.test(number)) return 'jcb'
  if (/^3[068]/.test(number)) return 'diners'
  if (/^62/.test(number)) return 'unionpay'
  if (/^6/.test(number)) return 'discover'
  return 'unknown'
}
