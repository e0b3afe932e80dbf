import { type KeyObject, createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Role, Signer, TrustedKey } from './identity.ts'

/** What each signer may say of a call: a worker's key never acts for a person. */
const rolesOf: Record<Signer, readonly Role[]> = {
  gateway: ['gateway', 'user', 'admin'],
  worker: ['worker'],
  janitor: ['janitor'],
}

/**
 * A private Ed25519 key: PEM, base64 of its PKCS #8 bytes, or the path of a file with either.
 * @throws {Error} in words for the person who wrote the setting; the setting itself is not in them.
 */
export function readPrivateKey(setting: string): KeyObject {
  return ed25519(() => createPrivateKey(pem(setting, 'PRIVATE KEY')))
}

/**
 * The keys that are believed: `gateway=<key>,worker=<key>,janitor=<key>`, each as for `readPrivateKey`. A signer may be
 * named several times: while its key is being changed both the old and the new one are good.
 * @throws {Error} as `readPrivateKey`.
 */
export function readPublicKeys(setting: string): TrustedKey[] {
  return setting.split(',').map((entry) => {
    const [, signer = '', key = ''] = /^\s*(\w+)=(.+)$/s.exec(entry) ?? []
    if (!Object.hasOwn(rolesOf, signer))
      throw new Error(`must be a list of ${Object.keys(rolesOf).join('=…,')}=… with a public key each`)
    return {
      roles: rolesOf[signer as Signer],
      key: ed25519(() => createPublicKey(pem(key, 'PUBLIC KEY'))),
    }
  })
}

function pem(setting: string, label: string): string {
  const text = setting.trim()
  if (text.startsWith('-----BEGIN')) return text
  if (/^MC[\w+/]{30,}={0,2}$/.test(text)) return `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----`
  return pem(readKeyFile(text), label)
}

function readKeyFile(path: string): string {
  const content = readFileSync(path, 'utf8')
  if (!/^\s*(-----BEGIN|MC[\w+/]{30,})/.test(content)) throw new Error('the file holds no key')
  return content
}

function ed25519(read: () => KeyObject): KeyObject {
  let key: KeyObject | undefined
  try {
    key = read()
  } catch (error) {
    // messages of the file system name the path, and a broken key written here would be taken for one
    const code = (error as NodeJS.ErrnoException).code
    throw new Error(`must be an Ed25519 key or the path of its file${code ? ` (${code})` : ''}`, { cause: error })
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('must be an Ed25519 key')
  return key
}
