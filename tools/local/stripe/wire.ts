import type Stripe from 'stripe'

/**
 * A Stripe object as it travels: JSON, before the `stripe` package makes `Stripe.Decimal` of decimal strings.
 * https://docs.stripe.com/api
 */
type Wire<T> = T extends Stripe.Decimal
  ? string
  : T extends string
    ? T
    : T extends (infer Element)[]
      ? Wire<Element>[]
      : T extends object
        ? { [Key in keyof T]: Wire<T[Key]> }
        : T

export type Customer = Wire<Stripe.Customer>
export type PaymentMethod = Wire<Stripe.PaymentMethod>
type Product = Wire<Stripe.Product>
export type Price = Wire<Stripe.Price>
export type Subscription = Wire<Stripe.Subscription>
export type SubscriptionItem = Wire<Stripe.SubscriptionItem>
export type Invoice = Wire<Stripe.Invoice>
export type PortalConfiguration = Wire<Stripe.BillingPortal.Configuration>
export type PortalSession = Wire<Stripe.BillingPortal.Session>
export type PortalFlow = Wire<Stripe.BillingPortal.Session.Flow>
/** `type` is any text, because an event of a type that nobody knows yet must be possible too. */
export type StripeEvent = Omit<Wire<Stripe.EventBase>, 'type'> & { type: string }
export type List<T> = { object: 'list'; url: string; has_more: boolean; data: T[] }

/** The objects that this program reads, by their `object`. A fixture may bring any other kind. */
export type Kinds = {
  'billing_portal.configuration': PortalConfiguration
  customer: Customer | Stripe.DeletedCustomer
  invoice: Invoice
  payment_method: PaymentMethod
  price: Price
  product: Product
  subscription: Subscription
}
