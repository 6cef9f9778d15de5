import { NO_REQUEST } from '../audit/event'
import { createApiKey } from './create-api-key'

/** Creates an API key for a test. */
export async function createTestKey(
  accountId: string,
  { name = 'Test', lifetimeSeconds = null }: { name?: string; lifetimeSeconds?: number | null } = {},
): Promise<{ id: string; key: string }> {
  const created = await createApiKey({
    accountId,
    name,
    scopes: ['billing_portal:create'],
    lifetimeSeconds,
    by: { kind: 'operator' },
    from: NO_REQUEST,
  })
  if (created.kind !== 'created') throw new Error(`The test's key was not created: ${created.kind}.`)
  return created
}
