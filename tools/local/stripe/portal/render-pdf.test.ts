import { expect, test } from 'vitest'
import { renderPdf } from './render-pdf'

const text = (content: string) => ({
  text: content,
  x: 50,
  y: 700,
  size: 10,
  bold: false,
  align: 'left' as const,
})

test('writes a file whose table points at every object', () => {
  const file = renderPdf('Invoice', [text('one'), { ...text('$10.00'), align: 'right' }]).toString('latin1')
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1])
  const [, count = '', table = ''] = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(file.slice(start)) ?? []
  const offsets = [...table.matchAll(/^(\d{10}) \d{5} n $/gm)].map((entry) => Number(entry[1]))
  expect(offsets).toHaveLength(Number(count) - 1)
  for (const [index, offset] of offsets.entries())
    expect(file.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\\n`))
  const [, length = '', stream = ''] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(file) ?? []
  expect(stream).toHaveLength(Number(length))
})

test('escapes what would end a text, and replaces what the encoding lacks', () => {
  const file = renderPdf('T', [text('a(b)\\c'), text('10\u202f€ Ä'), text('日本 😀')]).toString('latin1')
  expect(file).toContain('(a\\(b\\)\\\\c)')
  expect(file).toContain('(10 \x80 \xc4)')
  expect(file).toContain('(?? ?)')
})
