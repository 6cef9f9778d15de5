import { expect, test } from 'vitest'
import { signInProblem } from './sign-in-problem'

test('returns null without a code', () => {
  expect(signInProblem(undefined)).toBeNull()
})

test('explains a known code and says what to do', () => {
  expect(signInProblem('OAuthCallback')).toMatch(/15 minutes.*Try again/)
})

test.each(['Nonsense', '<b>', 'constructor', '', ['AccessDenied', 'AccessDenied']])(
  'returns a general message for %j, without repeating it',
  (code) => {
    expect(signInProblem(code)).toBe(
      'Signing in did not work. Try again. If this keeps happening, tell your administrator.',
    )
  },
)
