import { addMember } from '@/lib/accounts/add-member'
import { db } from '@/lib/db'
import type { Role } from '../generated/enums'

type DemoAccount = {
  id: string
  name: string
  members: readonly { email: string; role: Role }[]
}

/** Makes a demo account with its members; what is there stays, apart from the members' roles. */
export async function seedAccount({ id, name, members }: DemoAccount): Promise<void> {
  await db().billingAccount.upsert({ where: { id }, create: { id, name }, update: {} })
  for (const { email, role } of members) await addMember({ accountId: id, email, role })
}
