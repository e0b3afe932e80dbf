import { expect, test } from 'vitest'
import { clientOf, networkOf } from './network.ts'

test.each([
  ['203.0.113.77', '203.0.113.0/24', '203.0.113.77'],
  ['::ffff:203.0.113.77', '203.0.113.0/24', '203.0.113.77'],
  ['2001:db8:12:34:5:6:7:8', '2001:db8:12::/48', '2001:db8:12:34::/64'],
  ['2001:DB8::1', '2001:db8:0::/48', '2001:db8:0:0::/64'],
  ['::1', '0:0:0::/48', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0::/48', 'fe80:0:0:0::/64'],
])('%s is kept as %s and counted as %s', (address, network, client) => {
  expect(networkOf(address)).toBe(network)
  expect(clientOf(address)).toBe(client)
})

test('what is no address is not kept', () => {
  expect(networkOf('<script>')).toBeNull()
  expect(networkOf(undefined)).toBeNull()
})
