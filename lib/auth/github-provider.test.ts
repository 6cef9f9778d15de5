import { expect, test } from 'vitest'
import { toGitHubUser } from './github-provider'

// The shapes of https://docs.github.com/en/rest/users/users and …/users/emails, with GitHub's example values.
const profile = { id: 1, login: 'octocat', name: 'monalisa octocat', email: 'octocat@github.com' }
const address = { email: 'octocat@github.com', verified: true, primary: true, visibility: 'public' }

test('uses the primary address, if it is verified, in lower case', () => {
  const emails = [
    { email: 'first@example.com', verified: true, primary: false, visibility: null },
    { ...address, email: 'OctoCat@GitHub.com' },
  ]
  expect(toGitHubUser({ ...profile, emails })).toEqual({
    id: '1',
    name: 'monalisa octocat',
    email: 'octocat@github.com',
  })
})

test.each([
  ['whose primary address is not verified', [{ ...address, verified: false }]],
  [
    'whose verified address is not the primary one',
    [
      { ...address, verified: false },
      { ...address, primary: false },
    ],
  ],
  ['who has no addresses', []],
  ['whose addresses lack the two flags', [{ email: 'octocat@github.com' }]],
  ['whose addresses are not a list', { message: 'Not Found' }],
  ['whose address is not ASCII', [{ ...address, email: 'oct\u00f6cat@github.com' }]],
])('stores no address for a user %s, even if the public profile has one', (_, emails) => {
  expect(toGitHubUser({ ...profile, emails }).email).toBeNull()
})

test('uses the login of a user without a name', () => {
  expect(toGitHubUser({ ...profile, name: null as never, emails: [address] }).name).toBe('octocat')
})

test.each([undefined, null, '1', Number.NaN, 1.5])('refuses a profile with the id %j', (id) => {
  expect(() => toGitHubUser({ ...profile, id, emails: [address] })).toThrow('GitHub returned no user id.')
})
