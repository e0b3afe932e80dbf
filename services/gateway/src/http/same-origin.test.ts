import { expect, test } from 'vitest'
import { type Provenance, mayRead, mayWrite } from './same-origin.ts'

const own: Provenance = {
  origin: 'http://localhost:8080',
  host: 'localhost:8080',
  fetchSite: 'same-origin',
  withCookie: true,
}
const anyHost = { allowed: [], trusted: [] }

test.each<[string, Partial<Provenance>, boolean]>([
  ['from the page itself', {}, true],
  ['host in other case', { host: 'LOCALHOST:8080' }, true],
  ['default port left out on both sides', { origin: 'https://a.example', host: 'a.example' }, true],
  [
    'an API client without origin and without cookie',
    { origin: undefined, fetchSite: undefined, withCookie: false },
    true,
  ],
  ['a cookie without origin', { origin: undefined }, false],
  ['the browser calls it cross-site', { fetchSite: 'cross-site' }, false],
  ['a sandboxed page', { origin: 'null' }, false],
  ['another port', { origin: 'http://localhost:8081' }, false],
  ['a suffix', { origin: 'http://localhost:8080.evil.example' }, false],
  ['a prefix', { origin: 'http://evil-localhost:8080' }, false],
  ['credentials in front', { origin: 'http://localhost:8080@evil.example' }, false],
  ['another scheme', { origin: 'ftp://localhost:8080' }, false],
  ['a path behind', { origin: 'http://localhost:8080/' }, false],
  ['no host', { host: undefined }, false],
])('%s', (_name, change, allowed) => {
  expect(mayWrite(anyHost, { ...own, ...change })).toBe(allowed)
})

test('with configured origins the host says nothing', () => {
  const rules = { allowed: ['https://chat.example.org'], trusted: [] }
  expect(mayWrite(rules, own)).toBe(false)
  expect(mayWrite(rules, { ...own, origin: 'https://chat.example.org' })).toBe(true)
  expect(mayWrite(rules, { ...own, origin: 'http://chat.example.org' })).toBe(false)
})

test.each<[string, Partial<Provenance>, boolean]>([
  ['a page of this site, whose browser names no origin', { origin: undefined }, true],
  ['an address typed by hand', { origin: undefined, fetchSite: 'none' }, true],
  ['an API client', { origin: undefined, fetchSite: undefined }, true],
  ['a page of another site, whose browser names no origin', { origin: undefined, fetchSite: 'cross-site' }, false],
  ['a page of a neighbour under the same domain', { origin: undefined, fetchSite: 'same-site' }, false],
  ['another origin', { origin: 'http://evil.example', fetchSite: undefined }, false],
  ['a sandboxed page', { origin: 'null' }, false],
])('reading: %s', (_name, change, allowed) => {
  expect(mayRead(anyHost, { ...own, ...change })).toBe(allowed)
})

test('a trusted origin may read and write from another site, exactly as it is spelled', () => {
  const rules = { allowed: [], trusted: ['https://app.example.org'] }
  const from = { ...own, origin: 'https://app.example.org', fetchSite: 'cross-site' }
  expect([mayRead(rules, from), mayWrite(rules, from)]).toEqual([true, true])
  for (const origin of [
    'https://app.example.org:8443',
    'https://app.example.org.evil.example',
    'http://app.example.org',
  ])
    expect([origin, mayRead(rules, { ...from, origin }), mayWrite(rules, { ...from, origin })]).toEqual([
      origin,
      false,
      false,
    ])
})
