export * from './eventually.ts'
export * from './identity.ts'
export * from './postgres.ts'
export * from './tcp-proxy.ts'
