import { hoursFromNow, type TestData } from '../fixtures/test-data'

/**
 * A generated request. `{…}` in a header or the body is a placeholder for a value of the lane, such as
 * `{goodKey}`.
 */
type Generated = { headers: Record<string, string>; body: string }

/** A separate caller for one request at a time. `values` replace the placeholders of a generated request. */
export type Lane = { customer: string; values: Readonly<Record<string, string>> }

/** @param ownOrigin the origin of the called process */
export async function makeLane(data: TestData, ownOrigin: string): Promise<Lane> {
  const [account, others] = await Promise.all([data.account(), data.account()])
  const [owner, member] = await Promise.all([
    data.user({ account, role: 'OWNER' }),
    data.user({ account, role: 'MEMBER' }),
  ])
  const [subscription, othersSubscription] = await Promise.all([
    data.subscription(account.customer),
    data.subscription(others.customer),
  ])
  const keys = await Promise.all([
    data.key(account),
    data.key(account, { createdAt: hoursFromNow(-2), expiresAt: hoursFromNow(-1) }),
    data.key(account, { revokedAt: hoursFromNow(-1) }),
    data.key(account, { scopes: ['something:else'] }),
  ])
  const [goodKey = '', expiredKey = '', revokedKey = '', keyWithoutScope = ''] = keys.map(({ key }) => key)
  return {
    customer: account.customer,
    values: {
      goodKey,
      expiredKey,
      revokedKey,
      keyWithoutScope,
      sessionToken: owner.sessionToken,
      memberToken: member.sessionToken,
      ownOrigin,
      account: account.id,
      othersAccount: others.id,
      subscription: subscription.id,
      item: subscription.item,
      othersSubscription: othersSubscription.id,
    },
  }
}

/** A generated request with the lane's values filled in. */
export function outgoing({ headers, body }: Generated, { values }: Lane) {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])),
    body: filled(body),
  }
}
