import { Prisma, type PrismaClient } from '@/prisma/generated/client'
import { NO_REQUEST } from '../audit/event'
import { recording } from '../audit/recording'

/** One account to import, already validated. */
export type AccountRow = {
  name: string
  /** Lower case. */
  ownerEmail: string
  stripeCustomerId: string
}

export type AccountImported = {
  /**
   * `created`: the account is new, with its customer and owner. `unchanged`: it already exists with these
   * values. `renamed`: it existed with this owner under another name. Nothing changes for `other-owner` (the
   * customer's account has another owner) and `overtaken` (the customer was attached concurrently).
   */
  kind: 'created' | 'unchanged' | 'renamed' | 'other-owner' | 'overtaken'
  /** Null when overtaken. */
  accountId: string | null
}

/**
 * Imports a batch of accounts in one statement: all of it or, when it throws, none. Rows match existing
 * accounts by customer, so importing them again changes nothing. New owners are recorded as added by the
 * operator.
 *
 * An existing account gets the row's name only if the row's owner already owns it or is invited as its owner.
 * A row with another owner may be shifted against its customer, and would show someone else's invoices.
 *
 * @param database a client that allows a statement more time than a request has
 * @param rows no two with the same customer
 * @returns the outcome of each row, in order
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
