import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { type Ability, can } from '@/lib/ability'
import { ApiError } from '@/lib/api-error'
import type { Actor, RequestSource } from '@/lib/audit/event'
import { requestSource } from '@/lib/audit/request-source'
import { currentUser } from '@/lib/auth/current-user'
import type { SessionUser } from '@/lib/auth/find-session'
import type { CallerAccount } from '@/lib/caller'
import { env } from '@/lib/env'
import { sameOrigin } from '@/lib/http/same-origin'
import { requireWithinLimit } from '@/lib/limits/require-within-limit'
import { logFailure } from '@/lib/log-failure'
import { origin } from '@/lib/origin'
import { inRequestContext, type RequestContext } from '@/lib/request-context'
import { toApiError } from '@/lib/to-api-error'
import type { ActionOutcome } from './action-outcome'
import { actionWords } from './action-words'
import { formFields } from './form-fields'

/** Who asks, for which of their accounts, and from where. */
type ActionContext = { account: CallerAccount; by: Extract<Actor, { kind: 'user' }>; from: RequestSource }

type Definition<Input extends z.ZodType, Done extends object> = {
  /** What the person's role in the account must allow. */
  ability: Ability
  /** Where somebody whose session has ended comes back to after signing in. */
  page: string
  /** Every field of the form but `accountId`. */
  input: Input
  /** Where the person goes once it is done. Without it the form stays, and shows the result. */
  next?: (result: Done, context: ActionContext) => string
  /** @throws {ApiError} to refuse */
  run(context: ActionContext, input: z.output<Input>): Promise<Done>
}

/**
 * Makes a server action about one billing account. Every action goes through here: it is asked who sends the
 * form, whether one of our own pages did, how often, for which of their accounts and with which role, and
 * what is in it; then `run` does the one thing.
 *
 * An action is an address that anybody can post anything to, so that its arguments are not believed, the
 * previous state least of all.
 */
export function accountAction<Input extends z.ZodType, Done extends object>(
  definition: Definition<Input, Done>,
) {
  return async (_previous: unknown, form: unknown): Promise<ActionOutcome<Done>> => {
    const sent = await headers()
    // From proxy.ts, which every page passes.
    const id = sent.get('X-Request-Id') ?? randomUUID()
    const outcome = await inRequestContext(id, (request) =>
      perform(definition, { sent, form, request }).catch((thrown: unknown) => refusal(thrown, id)),
    )
    // Outside the catch, because Next redirects by throwing.
    if (outcome.kind === 'elsewhere') redirect(outcome.path)
    return outcome
  }
}

type Sent = { sent: Headers; form: unknown; request: RequestContext }

async function perform<Input extends z.ZodType, Done extends object>(
  { ability, page, input, next, run }: Definition<Input, Done>,
  { sent, form, request }: Sent,
): Promise<ActionOutcome<Done> | { kind: 'elsewhere'; path: string }> {
  // Next compares `Origin` alone, and lets a request without one pass.
  const comesFrom = sameOrigin(sent, origin())
  if (comesFrom.kind !== 'same-origin')
    throw new ApiError('FORBIDDEN', {
      message: 'This form did not come from our own pages',
      internal: comesFrom.reason,
    })
  const user = await currentUser()
  if (!user) return { kind: 'elsewhere', path: `/sign-in?${new URLSearchParams({ callbackUrl: page })}` }
  request.caller = `user:${user.id}`
  // Forms count towards the same limit as the person's requests for the portal.
  await requireWithinLimit(request.caller, env().api.rateLimitPerMinute)

  const { accountId, ...fields } = formFields(form)
  const account = requireAccount(user, accountId, ability)
  const parsed = input.safeParse(fields)
  if (!parsed.success) return { kind: 'invalid', problems: problemsOf(parsed.error), values: fields }
  const context = { account, by: { kind: 'user', userId: user.id }, from: requestSource(sent) } as const
  const result = await run(context, parsed.data)
  return next ? { kind: 'elsewhere', path: next(result, context) } : { kind: 'done', result }
}

/** Not yours looks like not there. */
function requireAccount(user: SessionUser, accountId: string | undefined, ability: Ability): CallerAccount {
  const membership = user.memberships.find(({ account }) => account.id === accountId)
  if (!membership) throw new ApiError('NOT_FOUND', { message: 'There is no such account' })
  if (!can(membership.role, ability))
    throw new ApiError('FORBIDDEN', { message: 'Your role in this account does not allow this' })
  return membership.account
}

/** The first problem of each field. */
function problemsOf({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(issues.toReversed().map(({ path, message }) => [path.join('.'), message]))
}

function refusal(thrown: unknown, requestId: string): ActionOutcome<never> {
  const error = toApiError(thrown)
  logFailure('action.failed', error)
  return { kind: 'refused', code: error.code, words: actionWords(error, requestId) }
}
