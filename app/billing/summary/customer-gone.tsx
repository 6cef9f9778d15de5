/** Replaces the card's buttons, which would fail: the card hides them when it contains `data-gone`. */
export function CustomerGone() {
  return (
    <div data-gone="">
      <p className="font-medium">Billing is not available at the moment</p>
      <p className="mt-1 text-ink-soft leading-relaxed">
        Stripe no longer knows this account’s customer: it was deleted there, or this server uses another
        Stripe account. Ask your administrator to link the account to its customer again (the commands are
        “account unlink” and “account link”), then reload this page.
      </p>
    </div>
  )
}
