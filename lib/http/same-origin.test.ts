import { expect, test } from 'vitest'
import { isOtherHost, sameOrigin } from './same-origin'

const own = 'https://billing.example.com'
const ORIGINS = {
  absent: undefined,
  own,
  null: 'null',
  foreign: 'https://evil.example',
  'own over http': 'http://billing.example.com',
}

/** Which Origins pass with each Sec-Fetch-Site. All others are `foreign` or `unknown`. */
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
  return site === undefined && origin === undefined ? 'unknown' : 'foreign'
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

const OWN = 'https://billing.example.com'

test.each([
  ['the host itself', { Host: 'billing.example.com' }],
  ['any case and the usual port', { Host: 'Billing.Example.com:443' }],
  ['a proxy that forwards the host', { Host: '10.0.0.7:3000', 'X-Forwarded-Host': 'billing.example.com' }],
  ['two proxies', { Host: '10.0.0.7', 'X-Forwarded-Host': 'billing.example.com, proxy.internal' }],
])('recognises its own host: %s', (_, headers) => {
  expect(isOtherHost(new Headers(headers), OWN)).toBe(false)
})

test.each([
  ['an alias', { Host: 'staging.example.com' }],
  ['an alias behind a proxy', { Host: 'billing.example.com', 'X-Forwarded-Host': 'staging.example.com' }],
  ['another port', { Host: 'billing.example.com:8443' }],
  ['no host', {}],
  ['no host name', { Host: 'a b' }],
])('recognises another host: %s', (_, headers) => {
  expect(isOtherHost(new Headers(headers), OWN)).toBe(true)
})
