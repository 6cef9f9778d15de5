import { expect } from 'playwright/test'
import { test } from '../fixtures/test'
import { DOCUMENTED_REQUESTS } from './documented-requests'
import { expectConforming } from './expect-conforming'
import { readReference } from './reference'

test('every documented status has a request here', async () => {
  const documented = Object.keys((await readReference()).responses).map(Number)
  expect([...new Set(Object.values(DOCUMENTED_REQUESTS).map(({ status }) => status))].sort()).toEqual(
    documented.sort(),
  )
})

for (const [name, { status, sends, ask }] of Object.entries(DOCUMENTED_REQUESTS)) {
  test(`${name}: ${status} as the served reference describes it`, async ({ data, startApp }) => {
    const answer = await ask({ data, startApp })
    expect(answer.status, answer.text).toBe(status)
    if (sends) expect(answer.headers).toHaveProperty(sends)
    expectConforming(answer, await readReference())
  })
}
