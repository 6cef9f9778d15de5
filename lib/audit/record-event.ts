import { Prisma } from '@/prisma/generated/client'
import { db } from '../db'
import type { Actor, AuditAction, RequestSource } from './event'
import { recording } from './recording'

type Event = { accountId: string; action: AuditAction; subject?: string; by: Actor; from: RequestSource }

/**
 * Records what happened elsewhere than in our database, such as a portal session that Stripe has just made.
 * What happens in the database is recorded by the statement that does it, with {@link recording}.
 */
export async function recordEvent({ accountId, subject, ...event }: Event): Promise<void> {
  const of = Prisma.sql`SELECT ${accountId}::text, NULL::text, ${subject ?? null}::text, NULL::text`
  await db().$executeRaw`WITH ${recording({ ...event, of })} SELECT`
}
