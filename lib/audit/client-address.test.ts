import { expect, test } from 'vitest'
import { clientAddress } from './client-address'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1:4711 ', '192.0.2.1'],
  ['2001:DB8::1', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  // What a client sends itself stands first.
  ['203.0.113.9, 198.51.100.7, 192.0.2.1', '192.0.2.1'],
])('reads %j', (value, address) => {
  expect(clientAddress(value)).toBe(address)
})

test.each([
  null,
  '',
  'unknown',
  '192.0.2.1, ',
  '192.0.2.1,<script>',
  '999.0.2.1',
  'fe80::1%eth0',
  '192.0.2.1\n'.repeat(3),
])('knows no address from %j', (value) => {
  expect(clientAddress(value)).toBeNull()
})
