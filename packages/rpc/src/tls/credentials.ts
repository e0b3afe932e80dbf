import { type ChannelCredentials, ServerCredentials, credentials, experimental } from '@grpc/grpc-js'
import { type TlsFiles, watchCertificates } from './certificate-files.ts'

export interface Credentials<T> extends Disposable {
  readonly credentials: T
}

/** Plain text without files: then the network must keep others away. */
export function clientCredentials(files: TlsFiles | undefined, checkMs?: number): Credentials<ChannelCredentials> {
  if (!files) return { credentials: credentials.createInsecure(), [Symbol.dispose]: () => {} }
  const provider = watchCertificates(files, checkMs)
  return {
    credentials: experimental.createCertificateProviderChannelCredentials(provider, provider),
    [Symbol.dispose]: () => provider[Symbol.dispose](),
  }
}

/** As `clientCredentials`; with files a client without a certificate of the same authority is not let in. */
export function serverCredentials(files: TlsFiles | undefined, checkMs?: number): Credentials<ServerCredentials> {
  if (!files) return { credentials: ServerCredentials.createInsecure(), [Symbol.dispose]: () => {} }
  const provider = watchCertificates(files, checkMs)
  // grpc-js 1.14 takes the two in one order and uses them in the other: one provider for both makes that no matter
  return {
    credentials: experimental.createCertificateProviderServerCredentials(provider, provider, true),
    [Symbol.dispose]: () => provider[Symbol.dispose](),
  }
}
