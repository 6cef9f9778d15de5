import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Builds a house of the given files alone and checks it by the project's own rules. */
async function checkHouse(files: Record<string, string>): Promise<{ code: number; output: string }> {
  const house = await mkdtemp(join(tmpdir(), 'house-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(house, path)), { recursive: true })
    await writeFile(join(house, path), text)
  }
  await writeFile(join(house, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }')
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'))
  const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const rooms = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path))
  const result = await new Promise<{ code: number; output: string }>((done) => {
    const args = [cruise, '--config', join(root, '.dependency-cruiser.mjs'), ...rooms]
    execFile(process.execPath, args, { cwd: house }, (error, stdout, stderr) =>
      done({ code: error ? 1 : 0, output: stdout + stderr }),
    )
  })
  await rm(house, { recursive: true })
  return result
}

const importing = (path: string) => `import * as other from '${path}'\nexport const importer = other\n`

/**
 * Each arrow that the house forbids, planted once: the importing file, what it imports, and the rule that
 * must name it.
 */
const WRONG_ARROWS = [
  { rule: 'portal', from: 'lib/portal/a.ts', to: 'lib/auth/target.ts' },
  { rule: 'portal', from: 'lib/portal/b.ts', to: 'lib/http/target.ts' },
  { rule: 'customers', from: 'lib/customers/j.ts', to: 'lib/portal/target.ts' },
  { rule: 'accounts', from: 'lib/accounts/k.ts', to: 'lib/stripe/target.ts' },
  { rule: 'auth', from: 'lib/auth/c.ts', to: 'lib/portal/target.ts' },
  { rule: 'stripe', from: 'lib/stripe/d.ts', to: 'lib/portal/target.ts' },
  { rule: 'limits', from: 'lib/limits/e.ts', to: 'lib/stripe/target.ts' },
  { rule: 'api-keys', from: 'lib/api-keys/f.ts', to: 'lib/limits/target.ts' },
  { rule: 'http', from: 'lib/http/g.ts', to: 'lib/stripe/target.ts' },
  { rule: 'shared', from: 'lib/db.ts', to: 'lib/portal/target.ts' },
  { rule: 'errors-and-env-know-nothing', from: 'lib/errors.ts', to: 'lib/origin.ts' },
  { rule: 'nothing-imports-tools', from: 'lib/portal/h.ts', to: 'tools/target.ts' },
  { rule: 'nothing-imports-tools', from: 'app/page.tsx', to: 'tools/target.ts' },
  { rule: 'one-way-to-the-database', from: 'lib/portal/l.ts', to: '@prisma/adapter-pg' },
  { rule: 'framework-free-heart', from: 'lib/limits/i.ts', to: 'next/headers' },
] as const

describe('a wrong arrow', () => {
  let checked: { code: number; output: string }

  beforeAll(async () => {
    const targets = WRONG_ARROWS.filter(({ to }) => to.endsWith('.ts')).map(({ to }) => [
      to,
      'export const target = 1\n',
    ])
    const importers = WRONG_ARROWS.map(({ from, to }) => [
      from,
      importing(to.endsWith('.ts') ? `@/${to.slice(0, -3)}` : to),
    ])
    checked = await checkHouse(Object.fromEntries([...targets, ...importers]))
  })

  test('fails the check', () => expect(checked.code).toBe(1))

  test.each(WRONG_ARROWS)('from $from to $to is named', ({ rule, from, to }) => {
    const lines = checked.output.split('\n').filter((line) => line.includes(`error ${rule}: ${from} →`))
    expect(lines.join('\n')).toContain(
      to.endsWith('.ts') ? to : `node_modules/${to.replace(/\/headers$/, '')}`,
    )
  })
})

test('the arrows that the house allows pass', async () => {
  const { code, output } = await checkHouse({
    'lib/env.ts': 'export const env = 1\n',
    'lib/stripe/client.ts': importing('../env'),
    'lib/portal/open.ts': importing('../stripe/client'),
    'app/page.tsx': importing('@/lib/portal/open'),
    'tools/admin.ts': importing('@/lib/portal/open'),
  })
  expect(output).toContain('no dependency violations found')
  expect(code).toBe(0)
})
