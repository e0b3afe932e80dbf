import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPrivateKey, readPublicKeys } from './keys.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const spellings = (label: 'private' | 'public') => {
  const pem =
    label === 'private'
      ? privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
      : publicKey.export({ format: 'pem', type: 'spki' }).toString()
  return { pem, base64: pem.split('\n').slice(1, -2).join('') }
}

test('a key is PEM, base64 or the path of a file with either; several may be good for one signer', () => {
  const dir = mkdtempSync(join(tmpdir(), 'continuo-keys-'))
  try {
    const inFile = (name: string, text: string) => {
      writeFileSync(join(dir, name), text)
      return join(dir, name)
    }
    const secret = spellings('private')
    for (const setting of [secret.pem, secret.base64, inFile('a', secret.pem), inFile('b', `${secret.base64}\n`)])
      expect(readPrivateKey(setting).equals(privateKey)).toBe(true)
    const open = spellings('public')
    const trusted = readPublicKeys(`gateway=${open.base64}, gateway=${inFile('c', open.pem)},worker=${open.pem}`)
    expect(trusted.map(({ roles }) => roles)).toEqual([
      ['gateway', 'user', 'admin'],
      ['gateway', 'user', 'admin'],
      ['worker'],
    ])
    for (const { key } of trusted) expect(key.equals(publicKey)).toBe(true)
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('what is no key is refused in words that do not hold it', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'pem', type: 'pkcs8' })
  const broken = `${spellings('private').base64.slice(0, -20)}hunter`
  for (const setting of [String(rsa), broken, '/no/such/hunter-file', 'hunter', ''])
    expect(() => readPrivateKey(setting)).toThrow(/^must be an Ed25519 key(?!.*hunter)/)
  for (const setting of ['', 'hunter', 'root=hunter', 'constructor=hunter', spellings('public').base64])
    expect(() => readPublicKeys(setting)).toThrow(/^must be a list of gateway=…,worker=…,janitor=…(?!.*hunter)/)
  expect(() => readPublicKeys('gateway=hunter')).toThrow(/^must be an Ed25519 key(?!.*hunter)/)
})
