import type { Money } from './summary'

/**
 * Currencies without a smaller unit and those with a thousandth, as Stripe counts them; all others have two
 * decimals, also ISK and UGX, whose decimals are always zero. The runtime's own digits differ (MGA, ISK,
 * UGX). https://docs.stripe.com/currencies#zero-decimal and #special-cases
 */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD JOD KWD OMR TND'.split(' ').map((code) => [code, 3] as const),
])

/** An amount in words that are the same for every reader: “€49.00”, “¥500”, “KWD 1.500”. */
export function formatMoney({ amount, currency }: Money): string {
  const code = currency.toUpperCase()
  const decimals = DECIMALS.get(code) ?? 2
  const usual = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
  const digits = Math.min(decimals, usual.maximumFractionDigits ?? decimals)
  const style = {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  return new Intl.NumberFormat('en', style).format(amount / 10 ** decimals)
}
