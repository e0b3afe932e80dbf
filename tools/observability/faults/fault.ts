import type { Client } from 'pg'
import type { Redis } from 'ioredis'
import type { Part, Stack } from '../../devstack/src/stack.ts'

/** What a fault may lay hands on. */
export interface Lab {
  readonly stack: Stack
  readonly redis: Redis
  /** A new connection to PostgreSQL; the fault ends it. */
  readonly connect: () => Promise<Client>
  readonly partsOf: (job: Part['job']) => Part[]
}

export interface Traffic {
  readonly people: number
  readonly perSecond: number
  /** Put before every question, for the stand-in: keywords and faults. */
  readonly keywords?: string
}

export interface Fault {
  /** What is done, for the table. */
  readonly title: string
  /** That must fire while it lasts and be over soon after it is mended, as `name (severity)`. */
  readonly alerts: readonly string[]
  /** Who writes meanwhile; default a dozen people with ordinary questions. */
  readonly traffic?: Traffic
  /** @returns mends it. */
  readonly inject: (lab: Lab) => Promise<() => Promise<void> | void>
}
