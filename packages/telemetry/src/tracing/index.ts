export * from './span.ts'
export * from './start.ts'
