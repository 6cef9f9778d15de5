import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { snippets } from '@/app/docs/snippets'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { portalCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'

/** How to run each snippet, with the key where the reference expects it. */
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
  test(`the ${id} snippet prints a portal URL when run unchanged`, async ({ data }) => {
    test.skip(!isInstalled(program), `${program} is not installed`)
    const code = snippets(OWN_ORIGIN).find((snippet) => snippet.id === id)?.code ?? ''
    const account = await data.account()
    const { key } = await data.key(account)

    // Playwright sets FORCE_COLOR for its child processes.
    const env = { ...process.env, ORBITKIT_API_KEY: key, FORCE_COLOR: '0' }
    const { stdout } = await promisify(execFile)(program, args(code), { env })
    // Each language prints an object differently.
    expect(stdout).toMatch(/^\{\s*["']?url["']?: ?["']http:\/\/\S+\/p\/session\/\w+["']\s*\}\s*$/)
    expect(await portalCalls(account.customer)).toMatchObject([{ status: 200 }])
  })
}

test('the docs page shows these snippets', async ({ request }) => {
  const page = readable(await (await request.get('/docs')).text())
  for (const { code } of snippets(OWN_ORIGIN)) expect(page).toContain(withoutSpace(code))
})

const withoutSpace = (text: string) => text.replace(/\s+/g, '')

/** A page's text without tags, entities and white space, for comparing code. */
function readable(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
  return withoutSpace(text.replaceAll('&lt;', '<').replaceAll('&#x27;', "'").replaceAll('&amp;', '&'))
}
