import { Prisma } from '@/prisma/generated/client'

/**
 * Whether a statement failed because a value that must be unique is there already.
 * https://www.prisma.io/docs/orm/reference/error-reference#p2002
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
