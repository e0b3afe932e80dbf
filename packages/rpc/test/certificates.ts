import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TlsFiles } from '../src/tls/certificate-files.ts'

/** Certificates are made by openssl: Node makes none. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

export interface Authority {
  /** Writes a key, a certificate for 127.0.0.1 and this authority's own into the folder. */
  issue(folder: string): TlsFiles
}

/** A folder of files that goes away with the test. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'continuo-tls-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

/** A new authority, known to nobody else. */
export function createAuthority(folder: string, name: string): Authority {
  const file = (suffix: string) => join(folder, `${name}.${suffix}`)
  openssl('req', '-x509', ...newKey(file('key')), '-out', file('crt'), '-days', '2', '-subj', `/CN=${name}`)
  let issued = 0
  return {
    issue(into) {
      issued += 1
      const files = { cert: join(into, 'tls.crt'), key: join(into, 'tls.key'), ca: join(into, 'ca.crt') }
      const [request, extensions] = [file(`${issued}.csr`), file(`${issued}.ext`)]
      writeFileSync(extensions, 'subjectAltName=IP:127.0.0.1\n')
      openssl('req', '-new', ...newKey(files.key), '-out', request, '-subj', `/CN=${name}-${issued}`)
      const signer = ['-CA', file('crt'), '-CAkey', file('key'), '-set_serial', String(issued), '-days', '2']
      openssl('x509', '-req', '-in', request, ...signer, '-extfile', extensions, '-out', files.cert)
      openssl('x509', '-in', file('crt'), '-out', files.ca)
      return files
    },
  }
}

const newKey = (path: string) => [
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:prime256v1',
  '-nodes',
  '-keyout',
  path,
]

function openssl(...args: string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
}
