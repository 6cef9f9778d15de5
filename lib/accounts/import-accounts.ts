import { Prisma, type PrismaClient } from '@/prisma/generated/client'
import { NO_REQUEST } from '../audit/event'
import { recording } from '../audit/recording'

/** One account to import, already checked. */
export type AccountRow = {
  name: string
  /** Lower case. */
  ownerEmail: string
  stripeCustomerId: string
}

export type AccountImported = {
  /**
   * `created`: the account with its customer and its owner is new. `unchanged`: it was there exactly so.
   * `renamed`: it was there with this owner under another name. Nothing was changed for `other-owner` (its
   * customer is attached to an account that the address does not own) and `overtaken` (its customer was
   * attached by somebody else in this very moment).
   */
  kind: 'created' | 'unchanged' | 'renamed' | 'other-owner' | 'overtaken'
  /** Null when overtaken. */
  accountId: string | null
}

/**
 * Imports a batch of accounts in one statement: all of it or, when it throws, none. Owners are recorded as
 * the operator's doing, like those of a single account. A row is the same account
 * as one in the database when it has the same customer, so importing rows again changes nothing.
 *
 * An existing account gets the row's name only if the row's owner owns it already, or is invited to: a row
 * that disagrees about the owner may be shifted against its customer, and would show somebody else's
 * invoices.
 *
 * @param database one that allows a statement more time than a request has
 * @param rows no two with the same customer
 * @returns what became of each row, in their order
 */
export async function importAccounts(
  database: Pick<PrismaClient, '$queryRaw'>,
  rows: readonly AccountRow[],
): Promise<AccountImported[]> {
  return database.$queryRaw<AccountImported[]>`
    WITH given AS (
      SELECT * FROM unnest(
        ${rows.map((row) => row.stripeCustomerId)}::text[],
        ${rows.map((row) => row.name)}::text[],
        ${rows.map((row) => row.ownerEmail)}::text[]
      ) WITH ORDINALITY AS given (customer, name, email, position)
    ), known AS (
      SELECT given.customer, account."id", account."name" <> given.name AS renamed,
        EXISTS (
          SELECT FROM "Membership" JOIN "User" ON "User"."id" = "Membership"."userId"
          WHERE "billingAccountId" = account."id" AND "role" = 'OWNER' AND "email" = given.email
        ) OR EXISTS (
          SELECT FROM "Invitation" AS invitation
          WHERE "billingAccountId" = account."id" AND "role" = 'OWNER' AND invitation."email" = given.email
        ) AS owned
      FROM given JOIN "BillingAccount" AS account ON account."stripeCustomerId" = given.customer
    ), created AS (
      INSERT INTO "BillingAccount" ("id", "name", "stripeCustomerId", "updatedAt")
      SELECT gen_random_uuid()::text, name, customer, now() FROM given
      WHERE NOT EXISTS (SELECT FROM known WHERE known.customer = given.customer)
      ON CONFLICT ("stripeCustomerId") DO NOTHING
      RETURNING "id", "stripeCustomerId" AS customer
    ), owners AS (
      SELECT created."id" AS account, given.email, "User"."id" AS "user"
      FROM created JOIN given USING (customer) LEFT JOIN "User" ON "User"."email" = given.email
    ), joined AS (
      INSERT INTO "Membership" ("userId", "billingAccountId", "role")
      SELECT "user", account, 'OWNER' FROM owners WHERE "user" IS NOT NULL
    ), invited AS (
      INSERT INTO "Invitation" ("billingAccountId", "email", "role")
      SELECT account, email, 'OWNER' FROM owners WHERE "user" IS NULL
      RETURNING "billingAccountId" AS account, "id"
    ), renamed AS (
      UPDATE "BillingAccount" AS account SET "name" = given.name, "updatedAt" = now()
      FROM known JOIN given USING (customer)
      WHERE account."id" = known."id" AND known.owned AND known.renamed
    ), ${recording({
      by: { kind: 'operator' },
      from: NO_REQUEST,
      of: Prisma.sql`
        SELECT owners.account, coalesce("user", invited."id"), email, 'OWNER',
          CASE WHEN "user" IS NULL THEN 'member.invited' ELSE 'member.added' END
        FROM owners LEFT JOIN invited USING (account)`,
    })}
    SELECT CASE
      WHEN created."id" IS NOT NULL THEN 'created'
      WHEN known."id" IS NULL THEN 'overtaken'
      WHEN NOT known.owned THEN 'other-owner'
      WHEN known.renamed THEN 'renamed'
      ELSE 'unchanged'
    END AS kind, coalesce(created."id", known."id") AS "accountId"
    FROM given LEFT JOIN created USING (customer) LEFT JOIN known USING (customer)
    ORDER BY given.position`
}
