import { z } from 'zod'
import { createApiKey } from '@/lib/api-keys/store'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { Prisma } from '@/prisma/generated/client'
import { command } from './command'
import { duration } from './duration'
import { noAccount } from './refusals'

const keyName = z
  .string()
  .trim()
  .refine((name) => name !== '' && [...name].length <= 100 && !/[\p{Cc}\p{Cs}]/u.test(name), {
    error: 'must be 1 to 100 characters, not blank and without control characters',
  })

export const keyCreate = command({
  name: 'key create',
  synopsis: 'ID --name NAME [--expires-in 30d]',
  summary: 'Makes an API key for a billing account. This is the only time the key is seen.',
  input: z.object({ id: z.string(), name: keyName, 'expires-in': duration.optional() }),
  positionals: ['id'],
  async run({ id, name, 'expires-in': expiresIn }) {
    const expiresAt = expiresIn === undefined ? null : new Date(Date.now() + expiresIn)
    try {
      return await createApiKey({
        billingAccountId: id,
        name,
        scopes: [PORTAL_SCOPE],
        expiresAt,
        createdById: null,
      })
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003') throw noAccount(id)
      throw error
    }
  },
})
