import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { snippets } from '@/app/docs/snippets'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { portalCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'

/** How each printed snippet is run, and what it finds in place: the key where the reference expects it. */
const RUNNERS = {
  curl: { program: 'bash', args: (code: string) => ['-c', code] },
  javascript: {
    program: process.execPath,
    args: (code: string) => [
      '--input-type=module',
      '-e',
      `const apiKey = process.env.ORBITKIT_API_KEY\n${code}`,
    ],
  },
  python: { program: 'python3', args: (code: string) => ['-c', code] },
}

const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0

for (const [id, { program, args }] of Object.entries(RUNNERS)) {
  test(`the printed ${id} snippet gives a portal URL when it is run as it stands`, async ({ data }) => {
    test.skip(!isInstalled(program), `${program} is not installed`)
    const code = snippets(OWN_ORIGIN).find((snippet) => snippet.id === id)?.code ?? ''
    const account = await data.account()
    const { key } = await data.key(account)

    const env = { ...process.env, ORBITKIT_API_KEY: key }
    const { stdout } = await promisify(execFile)(program, args(code), { env })
    // Each language prints an object in its own way.
    expect(stdout).toMatch(/^\{\s*["']?url["']?: ?["']http:\/\/\S+\/p\/session\/\w+["']\s*\}\s*$/)
    expect(await portalCalls(account.customer)).toMatchObject([{ status: 200 }])
  })
}

test('the snippets are on the page that people read', async ({ request }) => {
  const page = await (await request.get('/docs')).text()
  for (const { code } of snippets(OWN_ORIGIN))
    for (const line of code.split('\n').filter((line) => /^[\w ]+$/.test(line))) expect(page).toContain(line)
})
