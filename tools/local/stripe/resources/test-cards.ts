/**
 * Stripe's test cards that are known here, by the name in `tok_…` and `pm_card_…`. No other number is taken, so that
 * nobody leaves a real card. https://docs.stripe.com/testing
 */
export const TEST_CARDS: Record<string, { number: string; brand: string }> = {
  visa: { number: '4242424242424242', brand: 'visa' },
  mastercard: { number: '5555555555554444', brand: 'mastercard' },
  amex: { number: '378282246310005', brand: 'amex' },
}

/** The number of a card that its bank declines when it is saved. */
export const DECLINED_NUMBER = '4000000000000002'
