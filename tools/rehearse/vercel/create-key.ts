import Stripe from 'stripe'
import type { LocalPart } from '../../local/part'

/**
 * Creates a customer at Stripe and, by the operator's commands, an account with an API key.
 *
 * @param admin runs `npm run admin` and returns its output
 */
export async function createKey(
  stripe: LocalPart,
  admin: (args: string[]) => Promise<string>,
): Promise<string> {
  const { hostname: host, port } = new URL(stripe.address)
  const client = new Stripe(stripe.variables.STRIPE_SECRET_KEY ?? '', { protocol: 'http', host, port })
  const { id: customer } = await client.customers.create({ name: 'Northwind Studio' })
  const account = ['account', 'create', '--name', 'Northwind Studio', '--owner', 'olivia@example.com']
  const { id } = JSON.parse(await admin([...account, '--customer', customer])) as { id: string }
  const { key } = JSON.parse(await admin(['key', 'create', id, '--name', 'Rehearsal'])) as { key: string }
  return key
}
