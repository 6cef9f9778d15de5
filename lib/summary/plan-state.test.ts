import { expect, test } from 'vitest'
import { planState } from './plan-state'
import { at, item, NOW, subscription } from './test-objects'

const schedule = (fields: object) => ({
  schedule: { object: 'subscription_schedule', status: 'active', ...fields },
})
const phases = [
  { start_date: at('2026-11-01T00:00:00Z'), end_date: at('2026-12-01T00:00:00Z') },
  { start_date: at('2026-12-01T00:00:00Z'), end_date: at('2027-12-01T00:00:00Z') },
]
const DECEMBER = new Date('2026-12-01T00:00:00Z')
const JANUARY = new Date('2027-01-01T00:00:00Z')

test.each([
  ['renews at the end of its period', {}, { kind: 'renews', on: DECEMBER }],
  [
    'renews when the first period of its items ends',
    { items: { data: [item({ current_period_end: at('2027-11-01T00:00:00Z') }), item()] } },
    { kind: 'renews', on: DECEMBER },
  ],
  [
    'is a trial',
    { status: 'trialing', trial_end: at('2027-01-01T00:00:00Z') },
    { kind: 'trial', until: JANUARY },
  ],
  ['ends on a day', { cancel_at: at('2027-01-01T00:00:00Z') }, { kind: 'ends', on: JANUARY }],
  ['ends with its period', { cancel_at_period_end: true }, { kind: 'ends', on: DECEMBER }],
  [
    'ends with its trial',
    { status: 'trialing', trial_end: at('2027-01-01T00:00:00Z'), cancel_at: at('2027-01-01T00:00:00Z') },
    { kind: 'ends', on: JANUARY },
  ],
  [
    'ends with its schedule',
    schedule({ phases, end_behavior: 'cancel' }),
    { kind: 'ends', on: new Date('2027-12-01T00:00:00Z') },
  ],
  [
    'changes with its schedule',
    schedule({ phases, end_behavior: 'release' }),
    { kind: 'changes', on: DECEMBER, to: 'Team plan' },
  ],
  [
    'renews after the last change',
    schedule({ phases: phases.slice(0, 1), end_behavior: 'release' }),
    { kind: 'renews', on: DECEMBER },
  ],
  [
    'is paused until a day',
    { pause_collection: { behavior: 'void', resumes_at: at('2027-01-01T00:00:00Z') } },
    { kind: 'paused', until: JANUARY },
  ],
  [
    'is paused',
    { pause_collection: { behavior: 'void', resumes_at: null } },
    { kind: 'paused', until: null },
  ],
  ['is paused without a payment method', { status: 'paused' }, { kind: 'paused', until: null }],
  ['is past due', { status: 'past_due', cancel_at: at('2027-01-01T00:00:00Z') }, { kind: 'past-due' }],
  ['is unpaid', { status: 'unpaid' }, { kind: 'past-due' }],
  ['lacks its first payment', { status: 'incomplete' }, { kind: 'incomplete' }],
])('a subscription %s', (_, fields, state) => {
  expect(planState(subscription(fields), NOW, 'Team plan')).toEqual(state)
})
