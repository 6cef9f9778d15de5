/** What a call is answered with, before faults and the network have their say. */
export type Reply = {
  status: number
  headers: Record<string, string>
  /** JSON as text, or HTML where Stripe's edge answers instead of its API. */
  body: string
  /** Whether Stripe's idempotency layer keeps this answer for a repeat of the call. */
  stored: boolean
}

export function jsonReply(status: number, body: object, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    // Stripe indents its answers by two spaces.
    body: `${JSON.stringify(body, null, 2)}\n`,
    stored: true,
  }
}
