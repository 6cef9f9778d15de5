import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'

let database: OwnDatabase
let client: OwnDatabase['client']

beforeAll(async () => {
  // Made by `prisma migrate deploy`.
  database = await createOwnDatabase()
  client = database.client
})

afterAll(() => database.drop())

/** The exit code and output of a Prisma command, on this file's database. */
async function prisma(...args: string[]): Promise<{ code: number; stdout: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, DIRECT_DATABASE_URL: '' }
  const run = promisify(execFile)(process.execPath, ['node_modules/prisma/build/index.js', ...args], { env })
  return run.then(({ stdout }) => ({ code: 0, stdout })).catch(({ code, stdout }) => ({ code, stdout }))
}

/** With `--exit-code`, Prisma ends with 0 when there is no difference and with 2 when there is one. */
const differenceToSchema = () =>
  prisma(
    'migrate',
    'diff',
    '--from-config-datasource',
    '--to-schema',
    'prisma/schema.prisma',
    '--script',
    '--exit-code',
  )

test('the migrations produce exactly the schema', async () => {
  expect(await differenceToSchema()).toMatchObject({ code: 0 })
})

test('a change that no migration makes is found', async () => {
  await client.query('ALTER TABLE "User" ADD COLUMN "nickname" TEXT')
  const difference = await differenceToSchema()
  await client.query('ALTER TABLE "User" DROP COLUMN "nickname"')
  expect(difference).toMatchObject({ code: 2, stdout: expect.stringContaining('DROP COLUMN "nickname"') })
})

test('migrating touches nobody’s default privileges where there is no API to close', async () => {
  expect((await client.query('SELECT FROM pg_default_acl')).rowCount).toBe(0)
})

const NOW = '2026-01-01T00:00:00Z'
const HASH = 'a'.repeat(64)
const account = { id: 'account', name: 'Account', updatedAt: NOW }
const key = {
  id: 'key',
  billingAccountId: 'account',
  name: 'Key',
  hash: HASH,
  start: 'orbitkit_abcd',
  scopes: ['a'],
}

/** Inserts a row, and the billing account it belongs to, and takes everything back. */
async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  await client.query('BEGIN')
  try {
    if ('billingAccountId' in row) await insertInto('BillingAccount', account)
    await insertInto(table, row)
  } finally {
    await client.query('ROLLBACK')
  }
}

async function insertInto(table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row).map((column) => pg.escapeIdentifier(column))
  const places = columns.map((_, index) => `$${index + 1}`)
  await client.query(`INSERT INTO "${table}" (${columns}) VALUES (${places})`, Object.values(row))
}

const bucket = { caller: 'key:1', tokens: 0, allowed: true, refilledAt: NOW }
const event = { id: 'event', billingAccountId: 'account', action: 'key.created', actor: 'OPERATOR' }
const invitation = { billingAccountId: 'account', email: 'a@example.com', role: 'MEMBER' }

test.each([
  ['an address', 'User', { id: 'user', email: 'josé@example.com' }],
  ['nobody known by address', 'User', { id: 'user', email: null }],
  ['an account without a customer', 'BillingAccount', account],
  ['a name of 200 characters', 'BillingAccount', { ...account, name: 'x'.repeat(200) }],
  [
    'a customer that is gone',
    'BillingAccount',
    { ...account, stripeCustomerId: 'cus_Aa0_', customerStaleAt: NOW },
  ],
  ['an invitation', 'Invitation', invitation],
  ['a key for ever', 'ApiKey', key],
  ['a key for a moment', 'ApiKey', { ...key, createdAt: NOW, expiresAt: '2026-01-01T00:00:00.001Z' }],
  ['what an operator did', 'AuditEvent', event],
  ['what a user did who is gone', 'AuditEvent', { ...event, actor: 'USER' }],
  ['an empty bucket', 'RateLimitBucket', bucket],
])('accepts %s', async (_, table, row) => {
  await insert(table, row)
})

test.each([
  ['User_email_lower_case', 'a capital', 'User', { id: 'user', email: 'A@example.com' }],
  ['User_email_lower_case', 'a capital with an accent', 'User', { id: 'user', email: 'josÉ@example.com' }],
  ['BillingAccount_name_length', 'nothing', 'BillingAccount', { ...account, name: '' }],
  ['BillingAccount_name_length', 'only space', 'BillingAccount', { ...account, name: ' \t\n' }],
  ['BillingAccount_name_length', '201 characters', 'BillingAccount', { ...account, name: 'x'.repeat(201) }],
  [
    'BillingAccount_stripeCustomerId_format',
    'a bare prefix',
    'BillingAccount',
    { ...account, stripeCustomerId: 'cus_' },
  ],
  [
    'BillingAccount_stripeCustomerId_format',
    'a line end',
    'BillingAccount',
    { ...account, stripeCustomerId: 'cus_a\n' },
  ],
  [
    'BillingAccount_stripeCustomerId_format',
    'another object',
    'BillingAccount',
    { ...account, stripeCustomerId: 'acct_a' },
  ],
  [
    'BillingAccount_stale_needs_customer',
    'no customer',
    'BillingAccount',
    { ...account, customerStaleAt: NOW },
  ],
  ['Invitation_email_lower_case', 'a capital', 'Invitation', { ...invitation, email: 'A@example.com' }],
  ['ApiKey_name_length', 'only space', 'ApiKey', { ...key, name: ' ' }],
  ['ApiKey_name_length', '101 characters', 'ApiKey', { ...key, name: 'x'.repeat(101) }],
  ['ApiKey_hash_format', 'capitals', 'ApiKey', { ...key, hash: 'A'.repeat(64) }],
  ['ApiKey_hash_format', '63 digits', 'ApiKey', { ...key, hash: 'a'.repeat(63) }],
  ['ApiKey_scopes_not_empty', 'no scope', 'ApiKey', { ...key, scopes: [] }],
  ['ApiKey_scopes_not_empty', 'a null that Prisma does not know', 'ApiKey', { ...key, scopes: null }],
  [
    'ApiKey_expires_after_creation',
    'the moment of creation',
    'ApiKey',
    { ...key, createdAt: NOW, expiresAt: NOW },
  ],
  ['AuditEvent_action_format', 'a sentence', 'AuditEvent', { ...event, action: 'Key created' }],
  ['AuditEvent_actor_is_user', 'an operator with an id', 'AuditEvent', { ...event, actorId: 'user' }],
  ['RateLimitBucket_tokens_not_negative', 'less than zero', 'RateLimitBucket', { ...bucket, tokens: -0.001 }],
  ['RateLimitBucket_tokens_not_negative', 'no number', 'RateLimitBucket', { ...bucket, tokens: 'NaN' }],
  ['RateLimitBucket_tokens_not_negative', 'infinity', 'RateLimitBucket', { ...bucket, tokens: 'Infinity' }],
])('%s refuses %s', async (constraint, _, table, row) => {
  await expect(insert(table, row)).rejects.toMatchObject({ constraint })
})

test('every check that the schema names is in the database, and no other', async () => {
  const named = (await readFile('prisma/schema.prisma', 'utf8')).matchAll(/\(check (\w+)\)/g)
  const { rows } = await client.query(
    "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace",
  )
  expect(rows.map(({ conname }) => conname).sort()).toEqual([...named].map(([, check]) => check).sort())
})
