import type { Role } from '@/prisma/generated/enums'
import { NO_REQUEST } from '../audit/event'
import { addMember } from './add-member'

/** Adds a member to an account, for tests. */
export async function addTestMember(member: { accountId: string; email: string; role: Role }): Promise<void> {
  const { kind } = await addMember({ ...member, by: { kind: 'operator' }, from: NO_REQUEST })
  if (kind === 'no-account') throw new Error(`There is no account ${member.accountId}.`)
}
