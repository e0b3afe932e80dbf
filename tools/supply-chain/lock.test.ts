import { expect, test } from 'vitest'
import { type LockedPackage, licenceProblems, lockProblems, manifestProblems } from './lock.ts'

const lock = (entry: LockedPackage) => ({ lockfileVersion: 3, packages: { '': {}, 'node_modules/a': entry } })
const good = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' }

test('a package is what its hash says, from a registry', () => {
  expect(lockProblems(lock(good))).toEqual([])
  expect(lockProblems(lock({ ...good, resolved: 'https://registry.example/a/-/a-1.0.0.tgz' }))).toEqual([])
  for (const resolved of [
    'git+ssh://git@example.org/a.git#abc',
    'http://registry.example/a.tgz',
    'file:../a',
    'https://example.org/a',
  ])
    expect(lockProblems(lock({ ...good, resolved }))).toEqual(['a does not come from a registry'])
  for (const integrity of [undefined, 'sha1-x', ''])
    expect(lockProblems(lock({ ...good, integrity: integrity! }))).toEqual(['a has no sha512'])
  expect(lockProblems(lock({ version: '1.0.0', optional: true, os: ['darwin'] }))).toEqual([])
  expect(lockProblems({ ...lock(good), lockfileVersion: 2 })).toEqual(['lockfileVersion 2 is not 3'])
})

test('versions are exact and nothing comes from elsewhere', () => {
  const of = (version: string) => manifestProblems('web', { dependencies: { a: version } })
  for (const version of ['1.2.3', '1.0.0-beta.17', 'npm:typescript@7.0.2']) expect(of(version)).toEqual([])
  for (const version of [
    '^1.2.3',
    '~1.2.3',
    '*',
    'latest',
    '1',
    '>=1.0.0',
    'git+https://example.org/a',
    'file:../a',
    'github:a/b',
    'https://example.org/a.tgz',
  ])
    expect(of(version)).toEqual([`web: a ${version} is not an exact version`])
})

test('what is shipped has a licence of the list; tools may have others', () => {
  expect(licenceProblems(lock({ ...good, license: '(GPL-3.0 OR MIT)' }))).toEqual([])
  expect(licenceProblems(lock({ ...good, license: 'GPL-3.0' }))).toEqual(['a: GPL-3.0'])
  expect(licenceProblems(lock({ version: '1.0.0' }))).toEqual(['a: no licence'])
  expect(licenceProblems(lock({ ...good, license: 'GPL-3.0', dev: true }))).toEqual([])
})
