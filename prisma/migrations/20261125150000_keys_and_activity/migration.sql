-- CreateEnum
CREATE TYPE "AuditActor" AS ENUM ('USER', 'OPERATOR', 'FINDER');

-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN "replacesId" TEXT;

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" TEXT NOT NULL,
    "billingAccountId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor" "AuditActor" NOT NULL,
    "actorId" TEXT,
    "subjectId" TEXT,
    "subject" TEXT,
    "detail" TEXT,
    "address" TEXT,
    "browser" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditEvent_billingAccountId_createdAt_id_idx" ON "AuditEvent"("billingAccountId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_createdAt_idx" ON "AuditEvent"("createdAt");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_idx" ON "AuditEvent"("actorId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_replacesId_key" ON "ApiKey"("replacesId");

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "ApiKey"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_billingAccountId_fkey" FOREIGN KEY ("billingAccountId") REFERENCES "BillingAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- What follows is written by hand.

ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_action_format" CHECK ("action" ~ '^[a-z]+\.[a-z_]+$');
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_actor_is_user" CHECK ("actorId" IS NULL OR "actor" = 'USER');

-- An account's live keys as of this call, and not as of the start of the statement that calls it: a volatile
-- function takes a snapshot of its own. A statement that has waited for the account's row must count the keys
-- that others made meanwhile.
-- https://www.postgresql.org/docs/current/xfunc-volatility.html
CREATE FUNCTION "live_api_keys"(account TEXT) RETURNS BIGINT LANGUAGE sql VOLATILE AS $$
  SELECT count(*) FROM "ApiKey"
  WHERE "billingAccountId" = account AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > now())
$$;
