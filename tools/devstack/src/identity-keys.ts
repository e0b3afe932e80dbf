import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const signers = ['gateway', 'worker', 'janitor'] as const

/** Private keys in base64, one for each service that calls chat-api. */
export type PrivateKeys = Record<(typeof signers)[number], string>

export interface IdentityKeys {
  readonly privateKeys: PrivateKeys
  /** For `IDENTITY_PUBLIC_KEYS`. */
  readonly publicKeys: string
}

/** Fresh keys with which services prove to chat-api who they are. */
export function makeIdentityKeys(): IdentityKeys {
  const pairs = signers.map((signer) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    return {
      signer,
      secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      open: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }
  })
  return {
    privateKeys: Object.fromEntries(pairs.map(({ signer, secret }) => [signer, secret])) as PrivateKeys,
    publicKeys: pairs.map(({ signer, open }) => `${signer}=${open}`).join(','),
  }
}

/** Made once and kept with the data. */
export function keptIdentityKeys(dataDir: string): IdentityKeys {
  const file = join(dataDir, 'identity-keys.json')
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(makeIdentityKeys()), { mode: 0o600 })
  return JSON.parse(readFileSync(file, 'utf8')) as IdentityKeys
}
