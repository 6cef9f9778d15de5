import { describe, expect, test } from 'vitest'
import { readEnv } from '../env'
import { portalUrlProblem } from './stripe-page-url'

const production = readEnv({
  APP_ENV: 'production',
  STRIPE_PORTAL_HOSTS: 'billing.stripe.com, pay.example.com',
})
const local = readEnv({ APP_ENV: 'local', STRIPE_PORTAL_HOSTS: '127.0.0.1:4242' })

describe('may be returned', () => {
  test.each(['https://billing.stripe.com/p/session/test_a', 'https://pay.example.com/p/session/live_a?x=1'])(
    '%s',
    (url) => expect(portalUrlProblem(url, production)).toBeNull(),
  )

  test('http when the portal is on this machine', () => {
    expect(portalUrlProblem('http://127.0.0.1:4242/p/session/test_a', local)).toBeNull()
  })

  test("Stripe's own portal unless hosts are set", () => {
    expect(
      portalUrlProblem('https://billing.stripe.com/p/session/a', readEnv({ APP_ENV: 'preview' })),
    ).toBeNull()
  })
})

const NONE = 'Stripe returned no portal URL.'
const INSECURE = 'The portal URL is not https.'
const ELSEWHERE =
  'The portal URL is on another host: set STRIPE_PORTAL_HOSTS if the portal has a custom domain.'

describe('is not returned, and the log says why without repeating it', () => {
  test.each([
    [undefined, NONE],
    [null, NONE],
    ['', NONE],
    [{ href: 'https://billing.stripe.com/' }, NONE],
    ['/p/session/test_a', NONE],
    // URL parsers drop these invisible characters, and a header cannot carry them.
    ['https://billing.stripe.com/p\r\nSet-Cookie: a=b', NONE],
    [' https://billing.stripe.com/p', NONE],
    ['http://billing.stripe.com/p/session/test_a', INSECURE],
    ['javascript:alert(1)', INSECURE],
    ['data:text/html,billing.stripe.com', INSECURE],
    ['https://billing.stripe.com.attacker.example/p', ELSEWHERE],
    ['https://attacker.example/billing.stripe.com', ELSEWHERE],
    ['https://billing.stripe.com@attacker.example/p', ELSEWHERE],
    ['https://billing.stripe.com:8443/p', ELSEWHERE],
    ['https://sub.billing.stripe.com/p', ELSEWHERE],
  ])('%j', (url, problem) => {
    expect(portalUrlProblem(url, production)).toBe(problem)
  })

  test('another port of this machine', () => {
    expect(portalUrlProblem('http://127.0.0.1:4243/p', local)).toBe(ELSEWHERE)
  })
})
