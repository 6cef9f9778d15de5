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

const EXPIRY: Record<Expiry, { text: string; isWarning: boolean }> = {
  good: { text: 'Expires', isWarning: false },
  'next-month': { text: 'Expires next month,', isWarning: true },
  'this-month': { text: 'Expires this month,', isWarning: true },
  expired: { text: 'Expired', isWarning: true },
}

type MethodText = { name: string; note: string | null; isWarning: boolean }

/**
 * A payment method's name and a note about it.
 *
 * @param hasPlan whether there is a plan to charge. Otherwise a missing payment method is no warning
 */
export function paymentMethodText(method: PaymentMethod, hasPlan: boolean): MethodText {
  switch (method.kind) {
    case 'card': {
      const { text, isWarning } = EXPIRY[method.expiry]
      const month = `${String(method.month).padStart(2, '0')}/${method.year}`
      return { name: ending(brandName(method.brand), method.last4), note: `${text} ${month}`, isWarning }
    }
    case 'other': {
      const type = TYPES.get(method.type) ?? capitalize(method.type.replaceAll('_', ' '))
      return { name: method.last4 ? ending(type, method.last4) : type, note: null, isWarning: false }
    }
    case 'invoice':
      return { name: 'By invoice', note: 'Invoices are sent by email', isWarning: false }
    case 'none':
      return { name: 'None', note: hasPlan ? 'The next payment cannot be charged' : null, isWarning: hasPlan }
  }
}

const ending = (name: string, last4: string) => `${name} ending in ${last4}`
const brandName = (brand: string) => BRANDS.get(brand.toLowerCase()) ?? capitalize(brand)
const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
