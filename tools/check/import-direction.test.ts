import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Creates a project from the given files and checks it with this repository's rules. */
async function checkProject(files: Record<string, string>): Promise<{ code: number; output: string }> {
  const project = await mkdtemp(join(tmpdir(), 'import-direction-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true })
    await writeFile(join(project, path), text)
  }
  await writeFile(join(project, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }')
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'))
  const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const folders = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path))
  const result = await new Promise<{ code: number; output: string }>((done) => {
    const args = [cruise, '--config', join(root, '.dependency-cruiser.mjs'), ...folders]
    execFile(process.execPath, args, { cwd: project }, (error, stdout, stderr) =>
      done({ code: error ? 1 : 0, output: stdout + stderr }),
    )
  })
  await rm(project, { recursive: true })
  return result
}

const importing = (path: string) => `import * as other from '${path}'\nexport const importer = other\n`

/** Each forbidden import once: the importing file, what it imports, and the rule that must report it. */
const FORBIDDEN = [
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
  { rule: 'framework-free-core', from: 'lib/limits/i.ts', to: 'next/headers' },
] as const

describe('a forbidden import', () => {
  let checked: { code: number; output: string }

  beforeAll(async () => {
    const targets = FORBIDDEN.filter(({ to }) => to.endsWith('.ts')).map(({ to }) => [
      to,
      'export const target = 1\n',
    ])
    const importers = FORBIDDEN.map(({ from, to }) => [
      from,
      importing(to.endsWith('.ts') ? `@/${to.slice(0, -3)}` : to),
    ])
    checked = await checkProject(Object.fromEntries([...targets, ...importers]))
  })

  test('fails the check', () => expect(checked.code).toBe(1))

  test.each(FORBIDDEN)('from $from to $to is reported', ({ rule, from, to }) => {
    const lines = checked.output.split('\n').filter((line) => line.includes(`error ${rule}: ${from} →`))
    expect(lines.join('\n')).toContain(
      to.endsWith('.ts') ? to : `node_modules/${to.replace(/\/headers$/, '')}`,
    )
  })
})

test('allowed imports pass', async () => {
  const { code, output } = await checkProject({
    'lib/env.ts': 'export const env = 1\n',
    'lib/stripe/client.ts': importing('../env'),
    'lib/portal/open.ts': importing('../stripe/client'),
    'app/page.tsx': importing('@/lib/portal/open'),
    'tools/admin.ts': importing('@/lib/portal/open'),
  })
  expect(output).toContain('no dependency violations found')
  expect(code).toBe(0)
})
