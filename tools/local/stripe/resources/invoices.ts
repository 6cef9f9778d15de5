import { inRange, listPage } from '../api/list-page'
import { onlyExpand } from '../api/params'
import { route } from '../api/route'
import { createInvoice } from './create-invoice'
import { finalizeInvoice, payInvoice } from './invoice-lifecycle'
import { requireInvoice } from './invoice-object'
import { invoiceCreate, invoiceFinalize, invoiceList, invoicePay } from './invoice-params'
import { requirePaymentMethod } from './payment-method-object'

/** https://docs.stripe.com/api/invoices */
export const invoiceRoutes = [
  route('POST', '/v1/invoices', invoiceCreate, createInvoice),

  route('GET', '/v1/invoices', invoiceList, (stripe, params) => {
    const { collection_method: method, customer, due_date: due, status, subscription } = params
    const invoices = stripe.store.invoices
      .all()
      .filter((invoice) => customer === undefined || invoice.customer === customer)
      .filter((invoice) => status === undefined || invoice.status === status)
      .filter((invoice) => method === undefined || invoice.collection_method === method)
      .filter(
        ({ parent }) =>
          subscription === undefined || parent?.subscription_details?.subscription === subscription,
      )
      .filter((invoice) => due === undefined || inRange(invoice.due_date ?? Number.NaN, due))
      .filter(({ created }) => inRange(created, params.created))
    return listPage('/v1/invoices', 'invoice', invoices, params)
  }),

  route('GET', '/v1/invoices/:id', onlyExpand, (stripe, _params, id) => requireInvoice(stripe, id)),

  route('POST', '/v1/invoices/:id/finalize', invoiceFinalize, (stripe, _params, id) =>
    finalizeInvoice(stripe, requireInvoice(stripe, id)),
  ),

  route('POST', '/v1/invoices/:id/pay', invoicePay, (stripe, params, id) =>
    payInvoice(stripe, requireInvoice(stripe, id), {
      paidOutOfBand: params.paid_out_of_band,
      method: params.payment_method
        ? requirePaymentMethod(stripe, params.payment_method, 'payment_method')
        : null,
    }),
  ),
]
