import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readIgnored } from './read-ignored'

test('only what is named is sent to the builder of the image: no secret, no build, no test', () => {
  const isIgnored = readIgnored(readFileSync('.dockerignore', 'utf8'))
  const paths = {
    '.local/secrets.json': true,
    '.local/postgres/data/base/1': true,
    '.env': true,
    '.env.production.local': true,
    '.git/config': true,
    '.next/BUILD_ID': true,
    'node_modules/next/package.json': true,
    'prisma/generated/client.ts': true,
    'lib/env.test.ts': true,
    'app.pem': true,
    'lib/env.ts': false,
    'prisma/migrations/migration_lock.toml': false,
    'package-lock.json': false,
  }
  expect(Object.fromEntries(Object.keys(paths).map((path) => [path, isIgnored(path)]))).toEqual(paths)
})
