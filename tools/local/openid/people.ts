import { createHash } from 'node:crypto'
import { demo } from '@/prisma/seed/demo-people'

/** A person's standard claims, OpenID Connect Core 5.1. */
export type PersonClaims = { sub: string; email: string; email_verified: boolean; name?: string }

/** The people who have signed in since the start, by `sub`, with the claims of their latest sign-in. */
export type People = ReturnType<typeof createPeople>

export function createPeople() {
  const bySub = new Map<string, PersonClaims>()
  return {
    /** Records a sign-in. An address has the same `sub` on every machine and after every start. */
    signIn(person: { email: string; name: string; verified: boolean }): PersonClaims {
      // ASCII only: Unicode case folding could turn another person's address into this one.
      const email = person.email.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
      const name = person.name || [demo.owner, demo.member].find((one) => one.email === email)?.name
      const sub = createHash('sha256').update(email).digest('hex').slice(0, 32)
      const claims = { sub, email, email_verified: person.verified, ...(name && { name }) }
      bySub.set(sub, claims)
      return claims
    },
    find: (sub: string): PersonClaims | undefined => bySub.get(sub),
  }
}
