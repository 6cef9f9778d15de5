import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepSecrets } from './keep-secrets'

test('secrets stay the same between runs, and only their owner can read them', () => {
  const directory = mkdtempSync(join(tmpdir(), 'orbitkit-secrets-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const first = keepSecrets(directory)
  expect(keepSecrets(directory)).toEqual(first)
  expect(new Set(Object.values(first)).size).toBe(4)
  expect(statSync(join(directory, 'secrets.json')).mode & 0o777).toBe(0o600)
})
