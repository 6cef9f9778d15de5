import { accessCalls } from './calls/access-calls'
import { objectCalls } from './calls/object-calls'
import { sessionCalls } from './calls/session-calls'
import type { ContractCall } from './contract-call'

/**
 * The one transcript that keeps the local Stripe honest: the calls of Stripe that this product and its tests make, with
 * what must come back. `contract.test.ts` runs it here, `npm run stripe-contract` at Stripe's test mode.
 */
export const CONTRACT: readonly ContractCall[] = [...sessionCalls, ...accessCalls, ...objectCalls]
