import { expect, test } from 'vitest'
import { findNpmAncestors } from './watch-ancestors'

/** A line of processes, this one's parent first. */
function ancestorsOf(commands: string[]) {
  const line = commands.map((command, index) => ({ pid: index + 1, parent: index + 2, started: '', command }))
  return findNpmAncestors(1, (pid) => line[pid - 1] ?? null).map(({ command }) => command)
}

test('watches npm, the shells below it, and the npm that ran that npm', () => {
  const line = [
    'sh -c node run.ts',
    'npm run local',
    'sh -c npm run local',
    '/usr/bin/node /usr/bin/npm-cli.js run dev',
  ]
  expect(ancestorsOf([...line, '-bash', '/sbin/init'])).toEqual(line)
})

test('does not watch a shell above npm, which may end while its background job goes on', () => {
  expect(ancestorsOf(['npm run dev', 'bash -c npm run dev &', '/sbin/init'])).toEqual(['npm run dev'])
})

test('watches nothing when it was not npm that started it', () => {
  expect(ancestorsOf(['bash -c node run.ts', 'sshd'])).toEqual([])
})
