'use server'

import { z } from 'zod'
import { ApiError } from '@/lib/api-error'
import { createApiKey, MAX_LIVE_KEYS } from '@/lib/api-keys/create-api-key'
import { keyName } from '@/lib/api-keys/key-name'
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key'
import { MAX_OVERLAP_HOURS, rotateApiKey } from '@/lib/api-keys/rotate-api-key'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { accountAction } from '../account-action'
import { RECORD_ID } from '../record-id'
import { LIFETIMES, type Lifetime } from './choices'

const lifetime = z
  .enum(Object.keys(LIFETIMES) as [Lifetime, ...Lifetime[]], { error: 'must be one of the options' })
  .transform((choice) => LIFETIMES[choice].seconds)

const keyId = z.string().regex(RECORD_ID, { error: 'must be the id of a key' })

const overlapHours = z
  .string()
  .regex(/^\d{1,2}$/, { error: 'must be a whole number of hours' })
  .transform(Number)
  .pipe(z.number().max(MAX_OVERLAP_HOURS, { error: `must be at most ${MAX_OVERLAP_HOURS} hours` }))

const limitReached = () =>
  new ApiError('API_KEY_LIMIT_REACHED', {
    message: `This account has ${MAX_LIVE_KEYS} API keys, which is the limit`,
  })

/** Creates a key and returns it. It cannot be shown again. */
export const createKey = accountAction({
  ability: 'keys:manage',
  page: '/api-keys/new',
  input: z.strictObject({
    name: keyName,
    lifetime,
    scope: z.literal(PORTAL_SCOPE, { error: 'must be one of the options' }),
  }),
  async run({ account, by, from }, { name, lifetime: lifetimeSeconds, scope }) {
    const created = await createApiKey({
      accountId: account.id,
      name,
      scopes: [scope],
      lifetimeSeconds,
      by,
      from,
    })
    if (created.kind === 'created') return { key: created.key }
    throw created.kind === 'limit-reached'
      ? limitReached()
      : new ApiError('NOT_FOUND', { message: 'There is no such account' })
  },
})

/** Replaces a key and returns the new one. It cannot be shown again. */
export const rotateKey = accountAction({
  ability: 'keys:manage',
  page: '/api-keys',
  input: z.strictObject({ keyId, overlapHours, lifetime }),
  async run({ account, by, from }, { keyId: id, overlapHours: hours, lifetime: lifetimeSeconds }) {
    const rotation = { id, accountId: account.id, overlapHours: hours, lifetimeSeconds, by, from }
    const rotated = await rotateApiKey(rotation)
    switch (rotated.kind) {
      case 'rotated':
        return { key: rotated.key, oldEndsAt: rotated.oldEndsAt }
      case 'not-found':
        throw new ApiError('NOT_FOUND', { message: 'There is no such key' })
      case 'not-live':
        throw new ApiError('VALIDATION_FAILED', { message: 'This key is revoked or expired' })
      case 'already-rotated':
        throw new ApiError('VALIDATION_FAILED', { message: 'This key has already been rotated' })
      case 'limit-reached':
        throw limitReached()
    }
  },
})

/** Revokes a key immediately. Succeeds for a key that is already revoked. */
export const revokeKey = accountAction({
  ability: 'keys:manage',
  page: '/api-keys',
  input: z.strictObject({ keyId }),
  async run({ account, by, from }, { keyId: id }) {
    const { kind } = await revokeApiKey({ id, accountId: account.id, by, from })
    if (kind === 'not-found') throw new ApiError('NOT_FOUND', { message: 'There is no such key' })
    return { was: kind }
  },
})
