import { expect, test } from 'vitest'
import { ApiError } from '@/lib/api-error'
import { refusalMessage, refusalOf } from './action-outcome'

const REFERENCE = '2f1c9a3e-5a55-4f6e-9b0a-0f5f5b7f8f11'

test('gives a reference only for failures on our side, and says that nothing was changed', () => {
  const away = new ApiError('INTERNAL_ERROR', {
    status: 503,
    internal: 'secret',
    headers: { 'Retry-After': '5' },
  })
  expect(refusalMessage(away, REFERENCE)).toContain(`Nothing was changed. Try again in a moment.`)
  expect(refusalMessage(away, REFERENCE)).toContain(REFERENCE)
  expect(refusalMessage(away, REFERENCE)).not.toContain('secret')
  expect(refusalMessage(new ApiError('FORBIDDEN', { message: 'No' }), REFERENCE)).not.toContain(REFERENCE)
})

test('says how long to wait, and what to do at the key limit', () => {
  const limited = new ApiError('RATE_LIMITED', { headers: { 'Retry-After': '7' } })
  expect(refusalMessage(limited, REFERENCE)).toBe('Too many requests. Try again in 7 seconds.')
  expect(refusalMessage(new ApiError('API_KEY_LIMIT_REACHED'), REFERENCE)).toContain('Revoke a key')
  const refused = new ApiError('VALIDATION_FAILED', { message: 'No', advice: 'Do this first.' })
  expect(refusalMessage(refused, REFERENCE)).toBe('No. Do this first.')
})

test('a problem of a field that cannot be changed is below the form', () => {
  const invalid = (...names: string[]) =>
    ({
      kind: 'invalid',
      problems: Object.fromEntries(names.map((name) => [name, 'bad'])),
      values: {},
    }) as const
  expect(refusalOf(invalid('lifetime'), ['lifetime', 'name'])).toBeNull()
  expect(refusalOf(invalid('lifetime', 'keyId'), ['lifetime', 'name'])).toBe(
    'Reload this page and try again.',
  )
  expect(refusalOf(invalid('keyId'))).toBe('Reload this page and try again.')
})
