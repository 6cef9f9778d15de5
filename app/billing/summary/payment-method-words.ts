import type { Expiry, PaymentMethod } from '@/lib/summary/summary'

/** https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-brand */
const BRANDS: ReadonlyMap<string, string> = new Map([
  ['amex', 'American Express'],
  ['cartes_bancaires', 'Cartes Bancaires'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['eftpos_au', 'eftpos'],
  ['jcb', 'JCB'],
  ['mastercard', 'Mastercard'],
  ['unionpay', 'UnionPay'],
  ['unknown', 'Card'],
  ['visa', 'Visa'],
])

/** https://docs.stripe.com/api/payment_methods/object#payment_method_object-type */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['acss_debit', 'Pre-authorized debit'],
  ['au_becs_debit', 'BECS Direct Debit'],
  ['bacs_debit', 'Bacs Direct Debit'],
  ['bank_account', 'Bank account'],
  ['cashapp', 'Cash App Pay'],
  ['link', 'Link'],
  ['paypal', 'PayPal'],
  ['sepa_debit', 'SEPA Direct Debit'],
  ['us_bank_account', 'Bank account'],
])

const EXPIRY: Record<Expiry, { word: string; isWarning: boolean }> = {
  good: { word: 'Expires', isWarning: false },
  'next-month': { word: 'Expires next month,', isWarning: true },
  'this-month': { word: 'Expires this month,', isWarning: true },
  expired: { word: 'Expired', isWarning: true },
}

type Words = { name: string; note: string | null; isWarning: boolean }

/**
 * What is charged, and what there is to say of it.
 *
 * @param hasPlan whether anything will be charged: only then is a missing payment method worth a warning
 */
export function paymentMethodWords(method: PaymentMethod, hasPlan: boolean): Words {
  switch (method.kind) {
    case 'card': {
      const { word, isWarning } = EXPIRY[method.expiry]
      const month = `${String(method.month).padStart(2, '0')}/${method.year}`
      return { name: ending(brandName(method.brand), method.last4), note: `${word} ${month}`, isWarning }
    }
    case 'other': {
      const type = TYPES.get(method.type) ?? capitalised(method.type.replaceAll('_', ' '))
      return { name: method.last4 ? ending(type, method.last4) : type, note: null, isWarning: false }
    }
    case 'invoice':
      return { name: 'By invoice', note: 'Invoices are sent by email', isWarning: false }
    case 'none':
      return { name: 'None', note: hasPlan ? 'The next payment cannot be charged' : null, isWarning: hasPlan }
  }
}

const ending = (name: string, last4: string) => `${name} ending in ${last4}`
const brandName = (brand: string) => BRANDS.get(brand.toLowerCase()) ?? capitalised(brand)
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
