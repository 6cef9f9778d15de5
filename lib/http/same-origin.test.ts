import { expect, test } from 'vitest'
import { sameOrigin } from './same-origin'

const own = 'https://billing.example.com'
const ORIGINS = {
  absent: undefined,
  own,
  null: 'null',
  foreign: 'https://evil.example',
  'own over http': 'http://billing.example.com',
}

/** Which Origins pass with each Sec-Fetch-Site; all others are foreign, or do not say. */
const PASSES = [
  { site: 'same-origin', passes: ['absent', 'own'] },
  { site: 'none', passes: ['absent', 'own'] },
  { site: undefined, passes: ['own'] },
  { site: 'same-site', passes: [] },
  { site: 'cross-site', passes: [] },
  { site: 'nonsense', passes: [] },
]

function kindOf(passes: boolean, site: string | undefined, origin: string | undefined): string {
  if (passes) return 'same-origin'
  return site === undefined && origin === undefined ? 'unsaid' : 'foreign'
}

const matrix = PASSES.flatMap(({ site, passes }) =>
  Object.entries(ORIGINS).map(([name, origin]) => ({
    site,
    name,
    origin,
    kind: kindOf(passes.includes(name), site, origin),
  })),
)

test.each(matrix)('Sec-Fetch-Site $site with Origin $name is $kind', ({ site, origin, kind }) => {
  const headers = new Headers({ ...(site && { 'Sec-Fetch-Site': site }), ...(origin && { Origin: origin }) })
  expect(sameOrigin(headers, own).kind).toBe(kind)
})
