/**
 * Whether a Stripe key is of live mode, where money is real. A deployment without a key counts as test mode.
 * https://docs.stripe.com/keys
 */
export function isLiveKey(key: string | undefined): boolean {
  return /^[sr]k_live_/.test(key ?? '')
}
