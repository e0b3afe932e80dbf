import type { StandInClient } from '../client/stand-in.ts'

/** A process of the product or of its stores, as a test may ill-treat it. */
export interface ProcessUnderTest {
  readonly name: string
  /** undefined while it is down. */
  readonly pid: number | undefined
  /** To the process itself: SIGSTOP, SIGCONT, … */
  signal(signal: NodeJS.Signals): void
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves when it is gone. */
  stop(): Promise<void>
  /** Starts it on the same ports; resolves when it is ready. @param env On top of what it always has. */
  start(env?: Record<string, string>): Promise<void>
  /** Resolves when it has gone, by itself or by a signal. */
  gone(): Promise<void>
  /** The last lines it printed. */
  readonly tail: (lines: number) => string[]
}

export interface ServiceUnderTest extends ProcessUnderTest {
  /** Resolves when it says that it is ready: it is not while what it needs is away. */
  ready(): Promise<void>
}

/** The whole product with its stores and a stand-in for the model, on ports of its own. */
export interface Product extends AsyncDisposable {
  /** `http://127.0.0.1:port` of the gateway. */
  readonly origin: string
  readonly gateway: ServiceUnderTest
  /** A second one beside it; down until a test starts it. */
  readonly otherGateway: ServiceUnderTest & { readonly origin: string }
  readonly chatApi: ServiceUnderTest
  readonly generators: readonly ServiceUnderTest[]
  /** Keeps nothing on disk: whenever it starts, it is empty. */
  readonly redis: ProcessUnderTest
  readonly postgres: ProcessUnderTest
  readonly standIn: StandInClient
  /** Rows of Postgres, for what the API does not tell. */
  readonly sql: <Row>(text: string, values?: unknown[]) => Promise<Row[]>
  /** Chat keys in Redis with their time to live in seconds; -1 = for ever. */
  readonly chatKeys: () => Promise<{ key: string; ttlS: number }[]>
  /** For those who look into the stores by themselves. */
  readonly redisUrl: string
  readonly databaseUrl: string
  /** What all services tell of themselves on their operations ports, as Prometheus reads it. */
  readonly metrics: () => Promise<string>
  /** What is published about a session's answers from now on, as Redis hands it out: before any gateway has judged it. */
  readonly overhear: (sessionId: string) => Promise<string[]>
  /** One run of the janitor; its exit code. */
  readonly runJanitor: (env?: Record<string, string>) => Promise<number | null>
  /** Wakes what a test has frozen, starts again what it has left dead, and waits until each has found the others. */
  heal(): Promise<void>
}
