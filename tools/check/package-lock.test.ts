import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The fields used here of https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#packages */
type Lock = { packages: Record<string, { integrity?: string; inBundle?: boolean; link?: boolean }> }

test('npm verifies the hash of every package on every platform', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock
  // A bundled package comes in the archive of another one, whose hash covers it. The first entry is this
  // project.
  const unchecked = Object.entries(packages).filter(
    ([path, { integrity, inBundle, link }]) => path !== '' && !integrity && !inBundle && !link,
  )
  expect(unchecked.map(([path]) => path)).toEqual([])
})
