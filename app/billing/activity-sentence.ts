import { AUDIT_ACTIONS, type AuditAction } from '@/lib/audit/event'
import type { Activity } from '@/lib/audit/list-activity'
import { ROLES } from '../roles'

/** The sentence after the actor's name. `{subject}` and `{detail}` are filled in from the event. */
const SENTENCES: Record<AuditAction, string> = {
  'portal.requested': 'requested a billing portal session',
  'key.created': 'created the API key {subject} ({detail}…)',
  'key.rotated': 'rotated the API key {subject} ({detail}…)',
  'key.revoked': 'revoked the API key {subject} ({detail}…)',
  'key.reported': 'found and reported the API key {subject} ({detail}…), which revoked it',
  'portal.support_opened': 'opened the billing portal for support: {subject}',
  'member.invited': 'invited {subject} as {detail}',
  'member.added': 'added {subject} as {detail}',
  'member.joined': 'joined as {detail}',
  'member.role_changed': 'made {subject} {detail}',
  'member.removed': 'removed {subject}',
  'member.left': 'left the account',
  'member.ownership_passed': 'passed ownership on to {subject}',
  'member.invitation_withdrawn': 'withdrew the invitation of {subject}',
}

type Part = { kind: 'text' | 'name'; text: string }

/**
 * Describes an event in a sentence. Names are separate parts, because they may be written right to left.
 * Actions that this version does not know are shown as they are.
 */
export function activitySentence(
  event: Pick<Activity, 'action' | 'actor' | 'actorName' | 'subject' | 'detail'>,
): Part[] {
  const sentence = isKnown(event.action) ? SENTENCES[event.action] : `${event.action} {subject} {detail}`
  const rest = sentence
    .split(/(\{subject\}|\{detail\})/)
    .map((text): Part => {
      if (text === '{subject}')
        return { kind: 'name', text: event.subject ?? (event.action.startsWith('member.') ? 'someone' : '') }
      if (text === '{detail}') return { kind: 'text', text: detailText(event.detail ?? '') }
      return { kind: 'text', text }
    })
    .filter(({ text }) => text !== '')
  return [actorPart(event), { kind: 'text', text: ' ' }, ...rest]
}

/** A role's name; any other detail unchanged. */
const detailText = (detail: string) =>
  Object.hasOwn(ROLES, detail) ? ROLES[detail as keyof typeof ROLES].withArticle : detail

function actorPart({ actor, actorName }: Pick<Activity, 'actor' | 'actorName'>): Part {
  if (actor === 'OPERATOR') return { kind: 'text', text: 'The administrator' }
  if (actor === 'FINDER') return { kind: 'text', text: 'Someone' }
  return actorName === null ? { kind: 'text', text: 'A former user' } : { kind: 'name', text: actorName }
}

function isKnown(action: string): action is AuditAction {
  return (AUDIT_ACTIONS as readonly string[]).includes(action)
}
