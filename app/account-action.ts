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
import { type CallerAccount, callerName } from '@/lib/caller'
import { env } from '@/lib/env'
import { sameOrigin } from '@/lib/http/same-origin'
import { requireWithinLimit, spendRequest } from '@/lib/limits/rate-limit'
import { origin } from '@/lib/origin'
import { recordRequest } from '@/lib/record-request'
import {
  findRequestContext,
  inRequestContext,
  newRequestContext,
  type RequestContext,
} from '@/lib/request-context'
import { toApiError } from '@/lib/to-api-error'
import { type ActionOutcome, refusalMessage } from './action-outcome'
import { formFields } from './form-fields'

/** The account, the person and where the request came from. */
type ActionContext = { account: CallerAccount; by: Extract<Actor, { kind: 'user' }>; from: RequestSource }

type Definition<Input extends z.ZodType, Done extends object> = {
  /** The ability that the person's role in the account must have. */
  ability: Ability
  /** The page to return to after signing in again, when the session has ended. */
  page: string
  /** Every field of the form except `accountId`. */
  input: Input
  /** The path to redirect to afterwards. Without it, the form stays and shows the result. */
  next?: (result: Done, context: ActionContext) => string
  /** @throws {ApiError} to refuse */
  run(context: ActionContext, input: z.output<Input>): Promise<Done>
}

/**
 * Creates a server action for one billing account. Every action checks the origin of the form, the session,
 * the rate limit, the person's role in the account and the fields, in this order. Then it calls `run`.
 *
 * A server action is a public endpoint, so no argument is trusted, including the previous state.
 */
export function accountAction<Input extends z.ZodType, Done extends object>(
  definition: Definition<Input, Done>,
) {
  return async (_previous: unknown, form: unknown): Promise<ActionOutcome<Done>> => {
    const requestHeaders = await headers()
    // Set by proxy.ts.
    const id = requestHeaders.get('X-Request-Id') ?? randomUUID()
    const request = findRequestContext() ?? newRequestContext('POST', definition.page, id)
    const outcome = await inRequestContext(request, () =>
      perform(definition, { requestHeaders, form, request }).catch((thrown: unknown) =>
        refusal(thrown, request),
      ),
    )
    // Outside the catch, because `redirect` throws.
    if (outcome.kind === 'redirect') redirect(outcome.path)
    return outcome
  }
}

type Submission = { requestHeaders: Headers; form: unknown; request: RequestContext }

async function perform<Input extends z.ZodType, Done extends object>(
  { ability, page, input, next, run }: Definition<Input, Done>,
  { requestHeaders, form, request }: Submission,
): Promise<ActionOutcome<Done> | { kind: 'redirect'; path: string }> {
  // Next checks only `Origin`, and accepts a request without one.
  const formSource = sameOrigin(requestHeaders, origin())
  if (formSource.kind !== 'same-origin')
    throw new ApiError('FORBIDDEN', {
      message: 'This form did not come from our own pages',
      internal: formSource.reason,
    })
  const user = await currentUser()
  if (!user)
    return {
      kind: 'redirect',
      path: `/sign-in?${new URLSearchParams({ callbackUrl: page, error: 'SessionEnded' })}`,
    }
  const by = { kind: 'user', userId: user.id } as const
  request.caller = callerName(by)
  // Forms and portal requests share one limit per person.
  await requireWithinLimit(await spendRequest(request.caller, env().api.rateLimitPerMinute))

  const { accountId, ...fields } = formFields(form)
  const account = requireFormAccount(user, accountId, ability)
  const parsed = input.safeParse(fields)
  if (!parsed.success) return { kind: 'invalid', problems: problemsOf(parsed.error), values: fields }
  const context = {
    account,
    by,
    from: requestSource(requestHeaders),
  } as const
  const result = await run(context, parsed.data)
  return next ? { kind: 'redirect', path: next(result, context) } : { kind: 'done', result }
}

/** Another person's account looks missing, so the response does not reveal which accounts exist. */
function requireFormAccount(
  user: SessionUser,
  accountId: string | undefined,
  ability: Ability,
): CallerAccount {
  const membership = user.memberships.find(({ account }) => account.id === accountId)
  if (!membership) throw new ApiError('NOT_FOUND', { message: 'There is no such account' })
  if (!can(membership.role, ability))
    throw new ApiError('FORBIDDEN', { message: 'Your role in this account does not allow this' })
  return membership.account
}

/** The first problem for each field. */
function problemsOf({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(issues.toReversed().map(({ path, message }) => [path.join('.'), message]))
}

/** Next sends the refusal in the page, with status 200. */
function refusal(thrown: unknown, request: RequestContext): ActionOutcome<never> {
  const error = toApiError(thrown)
  request.failure = error
  recordRequest(request, 200)
  return { kind: 'refused', code: error.code, message: refusalMessage(error, request.id) }
}
