import type { StandInClient } from './client/stand-in.ts'

/** One process of the product, as a test may ill-treat it. */
export interface ServiceUnderTest {
  readonly name: string
  readonly pid: number | undefined
  readonly isUp: boolean
  /** SIGSTOP, SIGCONT, SIGTERM, … to the process itself. */
  signal(signal: NodeJS.Signals): void
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves when it is gone. */
  stop(): Promise<void>
  /** Starts it again on the same ports; resolves when it is ready. @param env On top of what it had at first. */
  start(env?: Record<string, string>): Promise<void>
  /** Resolves when the process has gone by itself. */
  exited(): Promise<void>
}

export interface StoreUnderTest {
  kill(): Promise<void>
  start(options?: { empty?: boolean }): Promise<void>
  readonly isUp: boolean
}

/** The whole product with its stores, on ports of its own. */
export interface Product extends AsyncDisposable {
  /** `http://127.0.0.1:port` of the gateway. */
  readonly origin: string
  readonly gateway: ServiceUnderTest
  readonly chatApi: ServiceUnderTest
  readonly generators: readonly ServiceUnderTest[]
  readonly redis: StoreUnderTest
  readonly postgres: StoreUnderTest
  readonly standIn: StandInClient
  /** Rows of Postgres, for what the API does not tell. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>
  /** Chat keys in Redis with their time to live in seconds; -1 = for ever. */
  chatKeys(): Promise<{ key: string; ttlS: number }[]>
  /** One run of the janitor; its exit code. */
  runJanitor(env?: Record<string, string>): Promise<number>
  /** Starts again whatever a failed test has left dead. */
  heal(): Promise<void>
}
