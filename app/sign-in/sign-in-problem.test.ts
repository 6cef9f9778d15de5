import { expect, test } from 'vitest'
import { signInProblem } from './sign-in-problem'

test('has no problem when there is no code', () => {
  expect(signInProblem(undefined)).toBeNull()
})

test('says in words what a known code means and what to do', () => {
  expect(signInProblem('OAuthCallback')).toMatch(/15 minutes.*Try again/)
})

test.each(['Nonsense', '<b>', 'constructor', '', ['AccessDenied', 'AccessDenied']])(
  'answers %j with a general sentence that repeats nothing of it',
  (code) => {
    expect(signInProblem(code)).toBe(
      'Signing in did not work. Try again. If this keeps happening, tell your administrator.',
    )
  },
)
