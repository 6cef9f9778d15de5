import { addMember } from '@/lib/accounts/add-member'
import { NO_REQUEST } from '@/lib/audit/event'
import { db } from '@/lib/db'
import type { Role } from '../generated/enums'

type DemoAccount = {
  id: string
  name: string
  members: readonly { email: string; role: Role }[]
}

/** Makes a demo account with its members; what is there stays. */
export async function seedAccount({ id, name, members }: DemoAccount): Promise<void> {
  await db().billingAccount.upsert({ where: { id }, create: { id, name }, update: {} })
  const by = { kind: 'operator' } as const
  for (const member of members) await addMember({ accountId: id, ...member, by, from: NO_REQUEST })
}
