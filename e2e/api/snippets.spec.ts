import { execFile, spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { ScriptTarget, transpile } from 'typescript'
import { type SnippetRequest, snippets } from '@/app/docs/snippets'
import { EXAMPLES } from '@/lib/openapi/examples'
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
  typescript: {
    program: process.execPath,
    args: (code: string) => [
      '--input-type=module',
      '-e',
      `const apiKey = process.env.ORBITKIT_API_KEY\n${transpile(code, { target: ScriptTarget.ES2022 })}`,
    ],
  },
  python: { program: 'python3', args: (code: string) => ['-c', code] },
}

const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0

const REQUESTS: Record<string, SnippetRequest> = {
  alone: {},
  'with a body and a key of its own': { headers: { 'Idempotency-Key': 'snippet' }, body: EXAMPLES.input },
}

const run = async (id: keyof typeof RUNNERS, request: SnippetRequest, key: string) => {
  const { program, args } = RUNNERS[id]
  test.skip(!isInstalled(program), `${program} is not installed`)
  const code = snippets(OWN_ORIGIN, request).find((snippet) => snippet.id === id)?.code ?? ''
  // Playwright sets FORCE_COLOR for its child processes.
  const env = { ...process.env, ORBITKIT_API_KEY: key, FORCE_COLOR: '0' }
  return promisify(execFile)(program, args(code), { env })
}

for (const id of ['curl', 'javascript', 'typescript', 'python'] as const) {
  for (const [what, request] of Object.entries(REQUESTS))
    test(`the ${id} snippet ${what} prints a portal URL when run unchanged`, async ({ data }) => {
      const account = await data.account()
      const { key } = await data.key(account)
      const { stdout } = await run(id, request, key)
      // Each language prints an object differently.
      expect(stdout).toMatch(/^\{\s*["']?url["']?: ?["']http:\/\/\S+\/p\/session\/\w+["']\s*\}\s*$/)
      expect(await portalCalls(account.customer)).toMatchObject([{ status: 200 }])
    })

  test(`the ${id} snippet fails with the error's code`, async () => {
    const failure = await run(id, {}, 'nonsense').catch((error) => error)
    expect(failure.code).toBeGreaterThan(0)
    expect(failure.stdout + failure.stderr).toContain('UNAUTHORIZED')
  })
}

test('the TypeScript snippets pass the strict compiler', async () => {
  test.slow()
  const code = Object.values(REQUESTS).map((request) => snippets(OWN_ORIGIN, request)[2].code)
  const paths = code.map((_, index) => test.info().outputPath(`snippet-${index}.ts`))
  for (const [index, path] of paths.entries())
    await writeFile(path, `export {}\ndeclare const apiKey: string\n${code[index]}`)
  const options = ['--noEmit', '--strict', '--target', 'es2024', '--module', 'esnext', '--types', 'node']
  await promisify(execFile)(process.execPath, [
    'node_modules/typescript/bin/tsc',
    ...options,
    '--skipLibCheck',
    ...paths,
  ])
})

test('the docs page shows these snippets', async ({ request }) => {
  const page = readable(await (await request.get('/docs')).text())
  for (const { code } of snippets(OWN_ORIGIN)) expect(page).toContain(withoutSpace(code))
})

test('the reference is also Markdown and an index for language models', async ({ request }) => {
  const markdown = await request.get('/docs.md')
  expect(markdown.headers()['content-type']).toBe('text/markdown; charset=utf-8')
  for (const { code } of snippets(OWN_ORIGIN)) expect(await markdown.text()).toContain(code)
  const index = await request.get('/llms.txt')
  expect(index.headers()['content-type']).toBe('text/plain; charset=utf-8')
  expect(await index.text()).toContain(`](${OWN_ORIGIN}/docs.md)`)
  for (const response of [markdown, index])
    expect(response.headers()).not.toHaveProperty('content-security-policy')
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
