'use server'

import { z } from 'zod'
import { emailAddress } from '@/lib/accounts/account-fields'
import { addMember as add } from '@/lib/accounts/add-member'
import { changeRole as change } from '@/lib/accounts/change-role'
import { mailInvitation } from '@/lib/accounts/mail-invitation'
import { removeMember as remove } from '@/lib/accounts/remove-member'
import { transferOwnership as transfer } from '@/lib/accounts/transfer-ownership'
import { withdrawInvitation as withdraw } from '@/lib/accounts/withdraw-invitation'
import { ApiError } from '@/lib/api-error'
import { Role } from '@/prisma/generated/enums'
import { accountAction } from '../account-action'
import { RECORD_ID } from '../record-id'
import { membersPath } from './members-path'

const role = z.enum(Role, { error: 'must be one of the options' })
const id = z.string().regex(RECORD_ID, { error: 'must be one of the options' })

const noMember = () => new ApiError('NOT_FOUND', { message: 'This person is no longer on the account' })

const lastOwner = () =>
  new ApiError('VALIDATION_FAILED', {
    message: 'An account must keep an owner, and there is no other one',
    advice: 'Make another member an owner first.',
  })

const INVITED = {
  sent: 'invited-by-email',
  'not-sent': 'invited-without-email',
  'no-mail-server': 'invited',
} as const

/**
 * Adds a person: a known user immediately, anyone else when they first sign in with the address. These are
 * emailed if a mail server is configured.
 */
export const addMember = accountAction({
  ability: 'members:manage',
  page: '/members/new',
  input: z.strictObject({ email: emailAddress, role }),
  async run({ account, by, from }, { email, role }) {
    const { kind } = await add({ accountId: account.id, email, role, by, from })
    if (kind === 'no-account') throw new ApiError('NOT_FOUND', { message: 'There is no such account' })
    if (kind === 'already-member')
      throw new ApiError('VALIDATION_FAILED', {
        message: 'A member already has this address',
        advice: 'Change their role on the members page instead.',
      })
    if (kind === 'joined') return { notice: kind }
    const mailed = await mailInvitation({ account, email, invitedBy: by.userId })
    return { notice: INVITED[mailed] }
  },
  next: ({ notice }, { account }) => membersPath(account.id, notice),
})

/** Gives a member another role. */
export const changeRole = accountAction({
  ability: 'members:manage',
  page: '/members',
  input: z.strictObject({ userId: id, role }),
  async run({ account, by, from }, { userId, role }) {
    const { kind } = await change({ accountId: account.id, userId, role, by, from })
    if (kind === 'not-member') throw noMember()
    if (kind === 'last-owner') throw lastOwner()
    return { kind }
  },
  next: (_, { account }) => membersPath(account.id, 'role-changed'),
})

/** Removes a member from the account. */
export const removeMember = accountAction({
  ability: 'members:manage',
  page: '/members',
  input: z.strictObject({ userId: id }),
  async run({ account, by, from }, { userId }) {
    const { kind } = await remove({ accountId: account.id, userId, by, from })
    if (kind === 'last-owner') throw lastOwner()
    if (kind === 'not-member') throw noMember()
    return { kind }
  },
  next: (_, { account }) => membersPath(account.id, 'removed'),
})

/** Removes the signed-in person from the account. */
export const leave = accountAction({
  ability: 'members:see',
  page: '/members',
  input: z.strictObject({}),
  async run({ account, by, from }) {
    const { kind } = await remove({ accountId: account.id, userId: by.userId, by, from })
    if (kind === 'last-owner') throw lastOwner()
    // Someone who has already left (`not-member`) gets the same result.
    return { kind }
  },
  next: () => membersPath(null, 'left'),
})

/** Makes another member an owner, and the signed-in owner a billing member. */
export const transferOwnership = accountAction({
  ability: 'members:manage',
  page: '/members',
  input: z.strictObject({ userId: id }),
  async run({ account, by, from }, { userId }) {
    const { kind } = await transfer({ accountId: account.id, ownerId: by.userId, userId, from })
    if (kind === 'not-member') throw noMember()
    if (kind === 'not-owner') throw new ApiError('FORBIDDEN', { message: 'You are no longer an owner' })
    return { kind }
  },
  next: (_, { account }) => membersPath(account.id, 'ownership-transferred'),
})

/** Withdraws an invitation. */
export const withdrawInvitation = accountAction({
  ability: 'members:manage',
  page: '/members',
  input: z.strictObject({ invitationId: id }),
  async run({ account, by, from }, { invitationId }) {
    const { kind } = await withdraw({ accountId: account.id, id: invitationId, by, from })
    if (kind === 'not-found')
      throw new ApiError('NOT_FOUND', { message: 'This invitation was already accepted or withdrawn' })
    return { kind }
  },
  next: (_, { account }) => membersPath(account.id, 'withdrawn'),
})
