import { expect } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { send } from '../fixtures/send'
import { stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

/** Values of `Sec-Fetch-Site`: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
const SITES = ['same-origin', 'none', 'same-site', 'cross-site', 'nonsense', 'Same-Origin', '', undefined]

const port = Number(new URL(OWN_ORIGIN).port)
const ORIGINS = {
  'our own': OWN_ORIGIN,
  absent: undefined,
  null: 'null',
  foreign: 'https://evil.example',
  'our host on another port': `http://localhost:${port + 1}`,
  'our host over https': `https://localhost:${port}`,
  'a host that begins with ours': `http://localhost.evil.example:${port}`,
  'our own with a path': `${OWN_ORIGIN}/`,
  empty: '',
}

/** The combinations that pass. All others are refused. */
const PASSES: Record<string, readonly (keyof typeof ORIGINS)[]> = {
  'same-origin': ['our own', 'absent'],
  none: ['our own', 'absent'],
  undefined: ['our own'],
}

/** The status for each media type when the origin passes. Bodies are empty, like those of the button. */
const MEDIA_TYPES = {
  'application/json': 200,
  absent: 200,
  'application/x-www-form-urlencoded': 303,
  'text/plain': 415,
  'multipart/form-data; boundary=x': 415,
}

for (const site of SITES) {
  for (const [name, origin] of Object.entries(ORIGINS) as [keyof typeof ORIGINS, string | undefined][]) {
    const passes = PASSES[String(site)]?.includes(name) ?? false
    const verdict = passes ? 'passes' : 'is refused with every media type, without calling Stripe'
    test(`a cookie with Sec-Fetch-Site "${site}" and Origin ${name} ${verdict}`, async ({ data }) => {
      const account = await data.account()
      const { cookie } = await data.user({ account, role: 'OWNER' })
      let opened = 0
      for (const [type, status] of Object.entries(MEDIA_TYPES)) {
        const answer = await send({
          headers: {
            Cookie: cookie,
            ...(site !== undefined && { 'Sec-Fetch-Site': site }),
            ...(origin !== undefined && { Origin: origin }),
            ...(type !== 'absent' && { 'Content-Type': type }),
          },
        })
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
        if (!passes) {
          expectFailure(answer, {
            status: 403,
            code: 'FORBIDDEN',
            message: 'This request did not come from our own pages',
          })
          continue
        }
        expect(answer.status, type).toBe(status)
        if (status < 400) opened += 1
        if (status === 200) expectPortalUrl(answer)
      }
      expect(await stripeCalls(account.customer)).toHaveLength(opened)
    })
  }
}

test('refuses a preflight from another site, so that other sites cannot send JSON', async ({ data }) => {
  const account = await data.account()
  const answer = await send({
    method: 'OPTIONS',
    headers: {
      Origin: 'https://evil.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization, content-type',
    },
  })
  expectFailure(answer, { status: 405, code: 'VALIDATION_FAILED' })
  for (const name of Object.keys(answer.headers)) expect(name).not.toMatch(/^access-control-/)
  expect(await stripeCalls(account.customer)).toEqual([])
})
