import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/**
 * As much of https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#packages as is looked at here.
 */
type Lock = { packages: Record<string, { integrity?: string; inBundle?: boolean; link?: boolean }> }

test('every package of every system is checked against its hash when it is installed', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock
  // What is bundled comes in the archive of another package, whose hash covers it. The first entry is this
  // project.
  const unchecked = Object.entries(packages).filter(
    ([path, { integrity, inBundle, link }]) => path !== '' && !integrity && !inBundle && !link,
  )
  expect(unchecked.map(([path]) => path)).toEqual([])
})
