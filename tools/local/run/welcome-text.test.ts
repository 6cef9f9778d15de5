import { expect, test } from 'vitest'
import { demo } from '@/prisma/seed/demo-people'
import { welcomeText } from './welcome-text'

const variables = { PORT: '3005', ORBITKIT_API_KEY: 'orbitkit_key' }
const part = (name: string, variable: string) => ({
  name,
  address: '127.0.0.1:1',
  variables: { [variable]: 'x' },
  stop: async () => {},
})
const database = part('PostgreSQL', 'DATABASE_URL')
const stripe = part('Stripe', 'STRIPE_SECRET_KEY')
const mail = { ...part('Mail inbox', 'EMAIL_SERVER'), address: 'http://127.0.0.1:2' }
const openid = part('OpenID provider', 'OIDC_ISSUER')

test('gives the URL, whom to sign in as, and a command that works when pasted', () => {
  const text = welcomeText(variables, [database, stripe, openid], false)
  expect(text).toContain('http://localhost:3005\n')
  for (const { email } of [demo.owner, demo.member]) expect(text).toContain(email)
  expect(text).toMatch(
    /^ +curl -X POST http:\/\/localhost:3005\/api\/billing-portal -H "Authorization: Bearer orbitkit_key"$/m,
  )
  for (const { name } of [database, stripe, openid]) expect(text).toContain(`${name} at 127.0.0.1:1`)
})

test('omits demo people with a real sign-in provider, and the demo key with a real Stripe', () => {
  const text = welcomeText(variables, [database], false)
  expect(text).not.toContain(demo.owner.email)
  expect(text).not.toContain('orbitkit_key')
})

test('has no escape sequences without a terminal', () => {
  expect(welcomeText(variables, [database, stripe, openid], false)).not.toContain('\u001B')
})

test('names the ways to sign in where there are several, and where emails arrive', () => {
  const given = {
    ...variables,
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_CLIENT_ID: 'a',
    OIDC_CLIENT_SECRET: 'b',
    GITHUB_CLIENT_ID: 'a',
    GITHUB_CLIENT_SECRET: 'b',
    EMAIL_SERVER: 'smtp://127.0.0.1:3',
    EMAIL_FROM: 'billing@example.com',
  }
  const text = welcomeText(given, [database, stripe, openid, mail], false)
  expect(text).toContain('Ways to sign in: local sign-in, GitHub and an email link\n')
  expect(text).toContain('Emails arrive at http://127.0.0.1:2\n')
  expect(welcomeText(variables, [database], false)).not.toMatch(/Ways to sign in|Emails arrive/)
})
