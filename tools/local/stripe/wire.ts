import type Stripe from 'stripe'

/**
 * A Stripe object in its JSON form, before the `stripe` package turns decimal strings into `Stripe.Decimal`.
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
export type Price = Wire<Stripe.Price>
export type Subscription = Wire<Stripe.Subscription>
export type SubscriptionItem = Wire<Stripe.SubscriptionItem>
export type Invoice = Wire<Stripe.Invoice>
export type PortalConfiguration = Wire<Stripe.BillingPortal.Configuration>
export type PortalSession = Wire<Stripe.BillingPortal.Session>
export type PortalFlow = Wire<Stripe.BillingPortal.Session.Flow>
/** `type` is any string, to allow event types that do not exist yet. */
export type StripeEvent = Omit<Wire<Stripe.EventBase>, 'type'> & { type: string }
export type List<T> = { object: 'list'; url: string; has_more: boolean; data: T[] }

/** The kinds of objects that this program reads, by their `object`. A fixture can have any other kind. */
export type Kinds = {
  'billing_portal.configuration': PortalConfiguration
  customer: Customer | Stripe.DeletedCustomer
  invoice: Invoice
  payment_method: PaymentMethod
  price: Price
  product: Wire<Stripe.Product>
  subscription: Subscription
}
