-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN "id" TEXT NOT NULL DEFAULT (gen_random_uuid())::text;

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_id_key" ON "Invitation"("id");


-- What follows is written by hand.

-- An account that has an owner never loses its last one, whoever writes: a page, the operator, an import, or
-- the deletion of a user, which takes memberships along. An account that goes takes its owners along.
--
-- The account's row is written, and not only locked. Of two statements that each take away an owner, the
-- second waits for the first; the query after the wait has a snapshot of its own and sees what the first did.
-- Where a transaction keeps its old snapshot (REPEATABLE READ), PostgreSQL refuses the second write instead.
-- https://www.postgresql.org/docs/current/transaction-iso.html
CREATE FUNCTION "require_owner"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "BillingAccount" SET "updatedAt" = now() WHERE "id" = OLD."billingAccountId";
  IF FOUND AND NOT EXISTS (
    SELECT FROM "Membership" WHERE "billingAccountId" = OLD."billingAccountId" AND "role" = 'OWNER'
  ) THEN
    RAISE check_violation USING
      MESSAGE = 'Membership_last_owner: the last owner of a billing account cannot leave or change role',
      HINT = 'Make another member an owner first.',
      TABLE = 'Membership',
      CONSTRAINT = 'Membership_last_owner';
  END IF;
  RETURN NULL;
END
$$;

-- After the whole statement, so that one statement can pass ownership on.
CREATE TRIGGER "Membership_last_owner" AFTER UPDATE OR DELETE ON "Membership"
  FOR EACH ROW WHEN (OLD."role" = 'OWNER') EXECUTE FUNCTION "require_owner"();
