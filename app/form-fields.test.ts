import { expect, test } from 'vitest'
import { formFields } from './form-fields'

function form(...fields: [string, string | Blob][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

test('reads the fields of a form, without those that React adds', () => {
  const sent = form(['$ACTION_REF_1', ''], ['$ACTION_KEY', 'k'], ['accountId', 'a'], ['name', 'Überall 😀'])
  expect(formFields(sent)).toEqual({ accountId: 'a', name: 'Überall 😀' })
})

test.each([
  ['no form', 'text'],
  ['nothing', undefined],
  ['an object that looks like one', { accountId: 'a' }],
  ['a file', form(['name', new Blob(['x'])])],
  ['a field given twice', form(['name', 'a'], ['name', 'b'])],
  ['__proto__', form(['__proto__', 'a'])],
  ['a very long field', form(['name', 'x'.repeat(2_001)])],
  ['a NUL', form(['name', 'a\0b'])],
  ['21 fields', form(...Array.from({ length: 21 }, (_, n): [string, string] => [`f${n}`, '']))],
])('refuses %s', (_, sent) => {
  expect(() => formFields(sent)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }))
})
