import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { send } from '../fixtures/send'
import { portalCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'

/** Runs an installed package's program, and never downloads one. Rejects with its output when it fails. */
const run = (program: string, args: string[], env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [program, ...args], { env: { ...process.env, ...env } })

const outputPath = (name: string) => test.info().outputPath(name)

async function writeReference(): Promise<string> {
  const path = outputPath('openapi.json')
  await writeFile(path, (await send({ method: 'GET', path: '/openapi.json' })).text)
  return path
}

test('serves the reference as JSON to any origin, with this deployment as its server', async () => {
  const { status, headers, text } = await send({ method: 'GET', path: '/openapi.json' })
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('application/json')
  expect(headers['access-control-allow-origin']).toBe('*')
  expect(JSON.parse(text)).toMatchObject({ openapi: /^3\.1\./, servers: [{ url: OWN_ORIGIN }] })
})

test('the reference passes a public linter without errors or warnings', async () => {
  const reference = await writeReference()
  const linted = run(
    'node_modules/@redocly/cli/bin/cli.js',
    // The skipped rule requires a public server, but this deployment is on localhost.
    ['lint', reference, '--extends=recommended-strict', '--skip-rule=no-server-example.com', '--format=json'],
    { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  )
  const { stdout } = await linted
  expect(JSON.parse(stdout).totals).toEqual({ errors: 0, warnings: 0, ignored: 0 })
})

/**
 * A client program with the generated types. Each `@ts-expect-error` must be an error, or it does not
 * compile.
 */
const PROGRAM = `
import createClient from 'openapi-fetch'
import type { paths } from './reference'

const { ORBITKIT_URL: baseUrl, ORBITKIT_API_KEY: key } = process.env
const client = createClient<paths>({ baseUrl, headers: { Authorization: \`Bearer \${key}\` } })

const opened = await client.POST('/api/billing-portal', {
  params: { header: { 'Idempotency-Key': 'generated-client' } },
  body: { returnUrl: '/billing', locale: 'de', flow: { type: 'payment_method_update' } },
})
const url: string | undefined = opened.data?.url

const refused = await client.POST('/api/billing-portal', { headers: { Authorization: 'Bearer nonsense' } })
const code: 'UNAUTHORIZED' | undefined = refused.error?.error.code === 'UNAUTHORIZED' ? refused.error.error.code : undefined

// @ts-expect-error Stripe does not support this language.
const impossible = () => client.POST('/api/billing-portal', { body: { locale: 'tlh' } })
// @ts-expect-error A URL is a string.
const mistaken = () => client.POST('/api/billing-portal', { body: { returnUrl: 7 } })
// @ts-expect-error There is no GET.
const missing = () => client.GET('/api/billing-portal')

console.log(JSON.stringify({ hasUrl: typeof url === 'string', code, unused: [impossible, mistaken, missing].length }))
`

test('a client generated from the reference type-checks and runs', async ({ data }) => {
  // The compiler is slow to load TypeScript's libraries.
  test.slow()
  const reference = await writeReference()
  await run('node_modules/openapi-typescript/bin/cli.js', [reference, '--output', outputPath('reference.ts')])
  await writeFile(outputPath('program.ts'), PROGRAM)
  const strict = [
    '--noEmit',
    '--strict',
    '--target',
    'es2024',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
  ]
  await run('node_modules/typescript/bin/tsc', [
    ...strict,
    '--types',
    'node',
    '--skipLibCheck',
    outputPath('program.ts'),
  ])

  const account = await data.account()
  const { key } = await data.key(account)
  const { stdout } = await run('--import=tsx', [outputPath('program.ts')], {
    ORBITKIT_URL: OWN_ORIGIN,
    ORBITKIT_API_KEY: key,
  })
  expect(JSON.parse(stdout)).toEqual({ hasUrl: true, code: 'UNAUTHORIZED', unused: 3 })
  expect(await portalCalls(account.customer)).toMatchObject([{ status: 200 }])
})
