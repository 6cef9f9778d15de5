import type { Money } from './summary'

/**
 * Stripe's zero-decimal and three-decimal currencies. All others have two decimals, including ISK and UGX,
 * whose decimals are always zero. `Intl` differs for MGA, ISK and UGX.
 * https://docs.stripe.com/currencies#zero-decimal and #special-cases
 */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD JOD KWD OMR TND'.split(' ').map((code) => [code, 3] as const),
])

/** Formats an amount in English, whatever the reader's language: “€49.00”, “¥500”, “KWD 1.500”. */
export function formatMoney({ amount, currency }: Money): string {
  const code = currency.toUpperCase()
  const decimals = DECIMALS.get(code) ?? 2
  const locale = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
  const digits = Math.min(decimals, locale.maximumFractionDigits ?? decimals)
  const style = {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  return new Intl.NumberFormat('en', style).format(amount / 10 ** decimals)
}
