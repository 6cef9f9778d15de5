import { expect, test } from 'vitest'
import { compareMigrations, type MigrationState, migrationProblem } from './migration-state'

const row = (name: string, state: 'finished' | 'failed' | 'started' = 'finished') => ({
  name,
  finished: state === 'finished',
  failed: state === 'failed',
})

test.each<[string, ReturnType<typeof row>[], MigrationState]>([
  ['exactly this version’s', [row('1'), row('2')], { kind: 'current' }],
  ['a newer version’s, too', [row('1'), row('2'), row('3')], { kind: 'ahead', unknown: ['3'] }],
  [
    'a newer version’s that is being applied',
    [row('1'), row('2'), row('3', 'started')],
    { kind: 'ahead', unknown: ['3'] },
  ],
  [
    'a newer version’s that failed',
    [row('1'), row('2'), row('3', 'failed')],
    { kind: 'ahead', unknown: ['3'] },
  ],
  ['none', [], { kind: 'behind', missing: ['1', '2'] }],
  ['only the first', [row('1')], { kind: 'behind', missing: ['2'] }],
  ['another branch’s', [row('1'), row('2b')], { kind: 'apart', missing: ['2'], unknown: ['2b'] }],
  ['one of this version’s that failed', [row('1'), row('2', 'failed')], { kind: 'failed', name: '2' }],
  [
    'one of this version’s that is being applied',
    [row('1'), row('2', 'started')],
    { kind: 'unfinished', name: '2' },
  ],
])('tells apart a database with %s', (_, rows, expected) => {
  expect(compareMigrations(['1', '2'], rows)).toEqual(expected)
})

test('this version serves a database that is ahead, and none that is behind', () => {
  expect(migrationProblem({ kind: 'ahead', unknown: ['3'] })).toBeNull()
  expect(migrationProblem({ kind: 'behind', missing: ['2'] })).toEqual({
    words: 'the database is behind this version: it lacks 2',
    todo: 'Run npx prisma migrate deploy.',
  })
  expect(migrationProblem({ kind: 'apart', missing: ['2'], unknown: ['2b'] })?.todo).not.toContain('deploy')
})
