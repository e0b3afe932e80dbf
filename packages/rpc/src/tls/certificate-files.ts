import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { experimental } from '@grpc/grpc-js'

/** Paths of PEM files. With them both sides of a connection prove who they are. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
  /** Who may have signed the other side's certificate. */
  readonly ca: string
}

interface Certificates {
  readonly certificate: Buffer
  readonly privateKey: Buffer
  readonly caCertificate: Buffer
}

type Provider = experimental.CertificateProvider

const defaultCheckMs = 10_000

/**
 * Certificates of files, read anew when the files change: whoever renews them need not restart a service. Files that do
 * not belong together (one of them is being written) leave the last good ones in use.
 * @throws {Error} when the files are no good at the start.
 */
export function watchCertificates(files: TlsFiles, checkMs = defaultCheckMs): Provider & Disposable {
  let now = readCertificates(files)
  const onIdentity = new Set<experimental.IdentityCertificateUpdateListener>()
  const onCa = new Set<experimental.CaCertificateUpdateListener>()
  const check = () => {
    const found = tryRead(files)
    if (!found || same(found, now)) return
    now = found
    for (const tell of onIdentity) tell(now)
    for (const tell of onCa) tell(now)
  }
  const timer = setInterval(check, checkMs)
  timer.unref()
  return {
    addIdentityCertificateListener: (listener) => {
      onIdentity.add(listener)
      // grpc-js hears of nothing that is told before it has finished listening
      process.nextTick(() => listener(now))
    },
    removeIdentityCertificateListener: (listener) => onIdentity.delete(listener),
    addCaCertificateListener: (listener) => {
      onCa.add(listener)
      process.nextTick(() => listener(now))
    },
    removeCaCertificateListener: (listener) => onCa.delete(listener),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function readCertificates({ cert, key, ca }: TlsFiles): Certificates {
  const [certificate, privateKey, caCertificate] = [cert, key, ca].map((path) => readFileSync(path)) as [
    Buffer,
    Buffer,
    Buffer,
  ]
  // throws unless key and certificate belong together
  createSecureContext({ cert: certificate, key: privateKey, ca: caCertificate })
  return { certificate, privateKey, caCertificate }
}

function tryRead(files: TlsFiles): Certificates | undefined {
  try {
    return readCertificates(files)
  } catch {
    return undefined
  }
}

const same = (a: Certificates, b: Certificates): boolean =>
  a.certificate.equals(b.certificate) && a.privateKey.equals(b.privateKey) && a.caCertificate.equals(b.caCertificate)
