import { describe, expect, test } from 'vitest'
import { parseDatabaseUrl, requestWaitMs } from './database-url'

function settingsOf(url: string) {
  const parsed = parseDatabaseUrl(url)
  if (parsed.kind !== 'settings') throw new Error(parsed.problems.join(' '))
  return parsed.settings
}

function problemsOf(url: string): string {
  const parsed = parseDatabaseUrl(url)
  return parsed.kind === 'unusable' ? parsed.problems.join(' ') : ''
}

const BASE = 'postgresql://app:pw@db.example.com/billing'

test('parses a connection string', () => {
  expect(
    settingsOf(
      'postgres://app:p%23%2F%40%3F%25@db.example.com:6432/my%20db?application_name=a&options=-c%20x',
    ),
  ).toEqual({
    host: 'db.example.com',
    port: 6432,
    user: 'app',
    password: 'p#/@?%',
    database: 'my db',
    tls: undefined,
    startup: { application_name: 'a', options: '-c x' },
    connectionLimit: undefined,
    namesStatements: true,
    waitMs: undefined,
  })
})

test.each([
  ['postgresql://[::1]:5432/billing', '::1'],
  [
    'postgresql://app:pw@/billing?host=/cloudsql/project:region:instance',
    '/cloudsql/project:region:instance',
  ],
  ['postgresql://app@localhost/billing?host=/run/postgresql', '/run/postgresql'],
  ['postgresql://%2Frun%2Fpostgresql/billing', '/run/postgresql'],
  ['postgresql:///billing', undefined],
])('finds the host of %s', (url, host) => {
  expect(settingsOf(url)).toMatchObject({ host, database: 'billing' })
})

test.each(['p#w', '12#w', 'p/w', '12/w', 'p?w', '12?w', '100%'])(
  'asks for percent-encoding of the password %s, and does not repeat it',
  (password) => {
    const problem = problemsOf(`postgresql://app:${password}@db.example.com/billing`)
    expect(problem).toMatch(/percent-encode .*%23 for #/)
    expect(problem).not.toContain(password)
  },
)

test('accepts a password with an unescaped @', () => {
  expect(settingsOf('postgresql://app:p@w@db.example.com/billing')).toMatchObject({
    password: 'p@w',
    host: 'db.example.com',
  })
})

test.each(['mysql://db.example.com/x', 'prisma+postgres://accelerate/x', 'localhost', ''])(
  'refuses %j',
  (url) => {
    expect(problemsOf(url)).toBe('must be a postgresql:// connection string')
  },
)

test.each([
  ['connection_limit=5', { connectionLimit: 5 }],
  ['connect_timeout=4', { waitMs: 4_000 }],
  ['pool_timeout=3&connect_timeout=10', { waitMs: 3_000 }],
  ['pool_timeout=0', { waitMs: Number.POSITIVE_INFINITY }],
  ['pgbouncer=true', { namesStatements: false }],
  ['statement_cache_size=0', { namesStatements: false }],
  ['pgbouncer=false&schema=public&supa=base-pooler.x&channel_binding=require', {}],
])('honours %s', (parameters, settings) => {
  expect(settingsOf(`${BASE}?${parameters}`)).toEqual({ ...settingsOf(BASE), ...settings })
})

test.each([
  ['schema=app', /schema than public.*remove `schema`/],
  ['connection_limit=0', /`connection_limit` from 1/],
  ['connection_limit=many', /`connection_limit` from 1/],
  ['connect_timeout=soon', /`connect_timeout` in whole seconds/],
  ['pool_timeout=-1', /`pool_timeout` in whole seconds/],
  ['sslmode=prefer', /`sslmode` of verify-full or require/],
  ['sslmode=verify-ca', /`sslrootcert` with `sslmode=verify-ca`/],
  ['sslcert=server-ca.pem', /`sslrootcert`/],
  ['sslidentity=client.p12', /`sslcert` and `sslkey`/],
  ['schema=app&sslmode=allow', /schema.*sslmode/],
])('refuses %s by name', (parameters, problem) => {
  expect(problemsOf(`${BASE}?${parameters}`)).toMatch(problem)
})

describe('TLS', () => {
  const none = { rootCertificate: undefined, certificate: undefined, key: undefined }
  test.each([
    ['', undefined],
    ['sslmode=disable', false],
    ['ssl=false', false],
    ['sslmode=require', { ...none, checks: 'chain-and-name' }],
    ['ssl=true', { ...none, checks: 'chain-and-name' }],
    ['sslmode=verify-full&sslrootcert=system', { ...none, checks: 'chain-and-name' }],
    ['sslmode=require&sslrootcert=ca.pem', { ...none, checks: 'chain-and-name', rootCertificate: 'ca.pem' }],
    ['sslrootcert=ca.pem', { ...none, checks: 'chain-and-name', rootCertificate: 'ca.pem' }],
    ['sslmode=verify-ca&sslrootcert=ca.pem', { ...none, checks: 'chain', rootCertificate: 'ca.pem' }],
    [
      'sslmode=require&sslcert=c.pem&sslkey=k.pem',
      { ...none, checks: 'chain-and-name', certificate: 'c.pem', key: 'k.pem' },
    ],
    ['sslmode=no-verify', { ...none, checks: 'nothing' }],
    ['sslmode=require&sslaccept=accept_invalid_certs', { ...none, checks: 'nothing' }],
    ['sslmode=require&sslaccept=strict', { ...none, checks: 'chain-and-name' }],
    ['sslmode=require&uselibpqcompat=true', { ...none, checks: 'nothing' }],
    [
      'sslmode=require&uselibpqcompat=true&sslrootcert=ca.pem',
      { ...none, checks: 'chain', rootCertificate: 'ca.pem' },
    ],
  ])('checks the certificate as %j says', (parameters, tls) => {
    expect(settingsOf(`${BASE}?${parameters}`).tls).toEqual(tls)
  })
})

test.each([
  [undefined, 2_000],
  [1_000, 1_000],
  [5_000, 5_000],
  // Neon's guide to Prisma suggests this for a sleeping database.
  [15_000, 5_000],
  [Number.POSITIVE_INFINITY, 5_000],
])('with a wait of %s ms in DATABASE_URL, a request waits %s ms, to complete within 8 s', (asked, waits) => {
  expect(requestWaitMs(asked)).toBe(waits)
})
