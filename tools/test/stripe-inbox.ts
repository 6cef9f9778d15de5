import { setTimeout } from 'node:timers/promises'
import type Stripe from 'stripe'
import { emitEvent } from '../local/stripe/control'
import { serve } from './serve'
import { type StripeAccount, startStripeAccount } from './start-stripe-account'

/** An event as the local Stripe delivered it. */
export type Delivery = { type: string; body: ArrayBuffer; signature: string }

/**
 * A Stripe account whose events are kept instead of being applied, so that a test can deliver them when and
 * as often as it likes. Each of the functions makes one event happen and returns when it is in the inbox.
 */
export class StripeInbox {
  readonly events: Delivery[]
  readonly account: StripeAccount
  readonly #stop: () => Promise<void>

  private constructor(events: Delivery[], account: StripeAccount, stop: () => Promise<void>) {
    this.events = events
    this.account = account
    this.#stop = stop
  }

  static async start(): Promise<StripeInbox> {
    const events: Delivery[] = []
    const server = await serve(async (request) => {
      const body = await request.arrayBuffer()
      const { type } = JSON.parse(Buffer.from(body).toString()) as Stripe.Event
      events.push({ type, body, signature: request.headers.get('Stripe-Signature') ?? '' })
      return new Response()
    })
    const account = await startStripeAccount({ url: server.origin, secret: 'whsec_inbox' })
    return new StripeInbox(events, account, () => server.stop())
  }

  async stop(): Promise<void> {
    await this.account.stop()
    await this.#stop()
  }

  /** @throws {Error} when nothing has happened yet */
  latest(): Delivery {
    const delivery = this.events.at(-1)
    if (!delivery) throw new Error('The inbox is empty.')
    return delivery
  }

  /** @returns the new customer's id; it names `billingAccountId`, if that is given */
  async create(billingAccountId?: string): Promise<string> {
    const metadata = { ...(billingAccountId && { billingAccountId }) }
    const { id } = await this.#happen(this.#customers.create({ metadata }))
    return id
  }

  /**
   * Changes the customer and, if that is given, the account that it names. A change that changes nothing
   * would make no event.
   */
  async touch(customer: string, billingAccountId?: string): Promise<void> {
    const metadata = { ...(billingAccountId && { billingAccountId }) }
    const description = `At ${performance.now()}`
    await this.#happen(this.#customers.update(customer, { metadata, description }))
  }

  async checkOut(customer: string, billingAccountId: string): Promise<void> {
    const object = { id: 'cs_1', object: 'checkout.session', client_reference_id: billingAccountId, customer }
    await this.#happen(emitEvent(this.account.address, { type: 'checkout.session.completed', object }))
  }

  async remove(customer: string): Promise<void> {
    await this.#happen(this.#customers.del(customer))
  }

  get #customers() {
    return this.account.client.customers
  }

  async #happen<T>(doing: Promise<T>): Promise<T> {
    const expected = this.events.length + 1
    const done = await doing
    while (this.events.length < expected) await setTimeout(1)
    return done
  }
}
