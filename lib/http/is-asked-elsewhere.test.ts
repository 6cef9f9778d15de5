import { expect, test } from 'vitest'
import { isAskedElsewhere } from './is-asked-elsewhere'

const OWN = 'https://billing.example.com'

test.each([
  ['the host itself', { Host: 'billing.example.com' }],
  ['any case and the usual port', { Host: 'Billing.Example.com:443' }],
  [
    'a proxy that says whom the browser asked',
    { Host: '10.0.0.7:3000', 'X-Forwarded-Host': 'billing.example.com' },
  ],
  ['two proxies', { Host: '10.0.0.7', 'X-Forwarded-Host': 'billing.example.com, proxy.internal' }],
])('is asked here: %s', (_, headers) => {
  expect(isAskedElsewhere(new Headers(headers), OWN)).toBe(false)
})

test.each([
  ['an alias', { Host: 'staging.example.com' }],
  ['an alias behind a proxy', { Host: 'billing.example.com', 'X-Forwarded-Host': 'staging.example.com' }],
  ['another port', { Host: 'billing.example.com:8443' }],
  ['no host', {}],
  ['no host name', { Host: 'a b' }],
])('is asked elsewhere: %s', (_, headers) => {
  expect(isAskedElsewhere(new Headers(headers), OWN)).toBe(true)
})
