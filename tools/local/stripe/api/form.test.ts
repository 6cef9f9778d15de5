import { expect, test } from 'vitest'
import { parseForm } from './form'

test('reads groups, numbered lists, open lists and escapes', () => {
  expect(parseForm('a[b][c]=1&l[0]=x&l[1]=y&o[]=p&o[]=q&s=one+two%26')).toEqual({
    a: { b: { c: '1' } },
    l: { 0: 'x', 1: 'y' },
    o: { 0: 'p', 1: 'q' },
    s: 'one two&',
  })
})

test('takes any name as plain data, also those of Object.prototype', () => {
  const form = parseForm('__proto__[polluted]=yes&constructor=c')
  expect(Object.keys(form)).toEqual(['__proto__', 'constructor'])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test.each(['a=1&a[b]=2', 'a[b]=2&a=1'])('refuses "%s", where a name is both a value and a group', (form) => {
  expect(() => parseForm(form)).toThrow(/both a value and a group/)
})

test('refuses a form that is nested too deeply or has too many fields', () => {
  expect(() => parseForm(`a${'[b]'.repeat(50)}=1`)).toThrow(/nested too deeply/)
  expect(() => parseForm('a=1&'.repeat(3_000))).toThrow(/more than 2000 fields/)
})
