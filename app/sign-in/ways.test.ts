import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { signInWays } from '@/lib/auth/sign-in-ways'
import { readEnv, SIGN_IN_VARIABLES } from '@/lib/env'
import { Ways } from './ways'

const VALUES: Record<string, string> = {
  OIDC_ISSUER: 'https://id.example.com',
  EMAIL_SERVER: 'smtp://smtp.example.com',
  EMAIL_FROM: 'billing@example.com',
}

const shown = (...ways: (keyof typeof SIGN_IN_VARIABLES)[]) => {
  const names = ways.flatMap((way) => [...SIGN_IN_VARIABLES[way]])
  const { auth } = readEnv(Object.fromEntries(names.map((name) => [name, VALUES[name] ?? 'x'])))
  return renderToStaticMarkup(createElement(Ways, { ways: signInWays(auth), callbackUrl: '/billing' }))
}

test('offers every configured way as a form post, with the email link last', () => {
  const markup = shown('email', 'github', 'google', 'oidc')
  expect([...markup.matchAll(/<form action="([^"]+)" method="post"/g)].map(([, action]) => action)).toEqual([
    '/api/auth/signin/oidc',
    '/api/auth/signin/google',
    '/api/auth/signin/github',
    '/api/auth/signin/email',
  ])
  expect(markup).toContain('Continue with id.example.com')
  expect(shown('github')).not.toMatch(/signin\/(?!github)|>or</)
})

test('names every variable to set if no way is configured, and shows no button', () => {
  const markup = shown()
  for (const name of Object.values(SIGN_IN_VARIABLES).flat()) expect(markup).toContain(name)
  expect(markup).not.toContain('<form')
})
