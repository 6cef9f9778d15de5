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

type Part = { kind: 'words' | 'name'; text: string }

/**
 * An event as a sentence. It is split into parts, because names may be written right to left. Actions unknown
 * to this version are shown as is.
 */
export function activityWords(
  event: Pick<Activity, 'action' | 'actor' | 'actorName' | 'subject' | 'detail'>,
): Part[] {
  const sentence = isKnown(event.action) ? SENTENCES[event.action] : `${event.action} {subject} {detail}`
  const rest = sentence
    .split(/(\{subject\}|\{detail\})/)
    .map((text): Part => {
      if (text === '{subject}')
        return { kind: 'name', text: event.subject ?? (event.action.startsWith('member.') ? 'somebody' : '') }
      if (text === '{detail}') return { kind: 'words', text: detailWords(event.detail ?? '') }
      return { kind: 'words', text }
    })
    .filter(({ text }) => text !== '')
  return [who(event), { kind: 'words', text: ' ' }, ...rest]
}

/** A role in words; anything else as it stands. */
const detailWords = (detail: string) =>
  Object.hasOwn(ROLES, detail) ? ROLES[detail as keyof typeof ROLES].withArticle : detail

function who({ actor, actorName }: Pick<Activity, 'actor' | 'actorName'>): Part {
  if (actor === 'OPERATOR') return { kind: 'words', text: 'The administrator' }
  if (actor === 'FINDER') return { kind: 'words', text: 'Someone' }
  return actorName === null ? { kind: 'words', text: 'A former user' } : { kind: 'name', text: actorName }
}

function isKnown(action: string): action is AuditAction {
  return (AUDIT_ACTIONS as readonly string[]).includes(action)
}
