import Stripe from 'stripe'

/** Stripe calls that share a deadline and may fail one by one. */
export type LimitedCalls = {
  /** Options for a call that starts now. It ends at the deadline and is not retried. */
  options(): { maxNetworkRetries: number; timeout: number }
  /** Returns null for a call that fails, and adds it to `failures`. It never throws. */
  attempt<T>(name: string, call: Promise<T>): Promise<T | null>
  /** For the log: “invoices (the key lacks the permission)”. */
  failures: readonly string[]
}

/** @param deadlineMs for all calls together, in milliseconds from now */
export function limitedCalls(deadlineMs: number): LimitedCalls {
  const deadline = performance.now() + deadlineMs
  const failures: string[] = []
  return {
    failures,
    options: () => ({
      maxNetworkRetries: 0,
      timeout: Math.max(1, Math.ceil(deadline - performance.now())),
    }),
    attempt: (name, call) =>
      call.catch((error: unknown) => {
        failures.push(`${name} (${reasonOf(error)})`)
        return null
      }),
  }
}

/** Leaves out Stripe's message, which may contain a customer's email or parts of the key. */
function reasonOf(error: unknown): string {
  if (error instanceof Stripe.errors.StripePermissionError) return 'the key lacks the permission'
  if (error instanceof Stripe.errors.StripeError) return `${error.type}, status ${error.statusCode ?? 'none'}`
  return error instanceof Error ? error.name : 'no reason given'
}
