import { expect, test } from 'vitest'
import { withCleanUp } from './with-clean-up'

test('what a rehearsal leaves for later runs after a failure, the last first, each once', async () => {
  const ran: string[] = []
  const rehearsal = withCleanUp(async (later) => {
    later(() => ran.push('first'))
    later(() => {
      ran.push('second')
      throw new Error('cannot be removed')
    })
    later(() => ran.push('third'))
    throw new Error('the rehearsal failed')
  })
  await expect(rehearsal).rejects.toThrow('the rehearsal failed')
  expect(ran).toEqual(['third', 'second', 'first'])
})

test('a rehearsal that cannot clean up has failed', async () => {
  const rehearsal = withCleanUp(async (later) => {
    later(() => Promise.reject(new Error('cannot be removed')))
    return 'passed'
  })
  await expect(rehearsal).rejects.toThrow('cannot be removed')
})
