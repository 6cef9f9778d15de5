/** Whether a Stripe key is for live mode. No key counts as test mode. https://docs.stripe.com/keys */
export function isLiveKey(key: string | undefined): boolean {
  return /^[sr]k_live_/.test(key ?? '')
}
