/** The notice in the list after a change, by the `done` parameter. */
const NOTICES = {
  joined: 'The member was added. They can use the account now.',
  invited:
    'The invitation was saved. No email is sent: ask the person to sign in here with this address. Then ' +
    'they join the account.',
  'invited-by-email':
    'The invitation was saved and emailed. The person joins when they sign in here with this address.',
  'invited-without-email':
    'The invitation was saved, but the email could not be sent: ask the person to sign in here with this ' +
    'address. Then they join the account.',
  'role-changed': 'The role was changed.',
  removed: 'The member was removed.',
  left: 'You have left the account.',
  'ownership-transferred': 'Ownership was passed on. You are a billing member now.',
  withdrawn: 'The invitation was withdrawn.',
} as const

export type Notice = keyof typeof NOTICES

/** The path of the list of members, with a notice. */
export function membersPath(accountId: string | null, done?: Notice): string {
  const query = new URLSearchParams({ ...(accountId && { account: accountId }), ...(done && { done }) })
  return `/members?${query}`
}

/** The notice for the `done` parameter. Anyone can write a URL, so only known values show a notice. */
export function findNotice(done: unknown): string | null {
  return typeof done === 'string' && Object.hasOwn(NOTICES, done) ? NOTICES[done as Notice] : null
}
