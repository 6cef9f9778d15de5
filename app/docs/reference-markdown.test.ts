import { expect, test } from 'vitest'
import { buildReference } from './build-reference'
import { llmsIndex, referenceMarkdown } from './reference-markdown'

const ORIGIN = 'https://billing.example.com'
const REFERENCE = buildReference({ origin: ORIGIN, docsUrl: ORIGIN, rateLimitPerMinute: 7 })

test('the Markdown has every section, field, error and example of the reference', () => {
  const markdown = referenceMarkdown(REFERENCE, ORIGIN)
  for (const { title, blocks, examples } of REFERENCE.sections) {
    expect(markdown).toContain(`\n## ${title}\n`)
    for (const block of blocks) {
      if (block.kind === 'fields')
        for (const { name } of block.fields) expect(markdown).toContain(`- \`${name}\` (`)
      if (block.kind === 'failures')
        for (const { status } of block.failures) expect(markdown).toContain(`- **${status}** `)
    }
    for (const { code } of examples.flatMap(({ panels }) => panels))
      expect(markdown).toContain(`\n${code}\n\`\`\``)
  }
  expect(markdown).toContain('  - `subscription_cancel`: Cancel a subscription.')
})

test('links of the Markdown are absolute', () => {
  const markdown = referenceMarkdown(REFERENCE, ORIGIN)
  expect(markdown).toContain(`](${ORIGIN}/openapi.json)`)
  expect(markdown).not.toMatch(/\]\(\//)
})

test('the limits and their examples come from the settings and from the code that enforces them', () => {
  const markdown = referenceMarkdown(REFERENCE, ORIGIN)
  expect(markdown).toContain('7 requests per minute')
  expect(markdown).toContain('RateLimit-Policy: "default";q=7;w=60')
  expect(markdown).not.toContain('q=60')
  expect(markdown).toMatch(/`Idempotency-Key` \(string\): .* 1 to 255 characters\./)
})

test('the example responses have the bodies of the published contract', () => {
  const codes = REFERENCE.sections
    .filter(({ id }) => id === 'success' || id === 'errors')
    .flatMap(({ examples }) => examples.flatMap(({ panels }) => panels))
  const body = (status: string) => JSON.parse(codes.find(({ id }) => id === status)?.code ?? '')
  expect(body('200')).toEqual({ url: 'https://example.com' })
  expect(body('401').error).toEqual({
    code: 'UNAUTHORIZED',
    message: 'Invalid or expired token',
    docUrl: `${ORIGIN}/api/errors/#unauthorized`,
  })
  expect(body('404').error).toMatchObject({ code: 'NOT_FOUND', message: 'No billing account found' })
})

test('llms.txt starts with a title and a summary, and links to every form of the reference', () => {
  const index = llmsIndex(REFERENCE, ORIGIN)
  expect(index).toMatch(/^# .+\n\n> .+\n\n## .+\n\n- \[/)
  for (const path of ['/docs.md', '/openapi.json', '/api/errors'])
    expect(index).toMatch(new RegExp(`^- \\[.+\\]\\(${ORIGIN}${path}\\): `, 'm'))
})
