import type { Logger } from '@continuo/telemetry'
import type { StreamAdmin, StreamControl, StreamReader } from '@continuo/stream-log/types'
import type { Knex } from 'knex'
import type { Background } from './background.ts'
import type { Limits } from './config.ts'
import type { Events } from './events.ts'

/** The doors of the stream log that chat-api uses. Any of them may reject: Redis is never needed for a commit. */
export interface Streams {
  readonly reader: Pick<StreamReader, 'readText' | 'heads'>
  readonly control: Pick<
    StreamControl,
    'publishStop' | 'publishLifecycle' | 'announceEnd' | 'openRecovering' | 'setTask'
  >
  readonly admin: Pick<StreamAdmin, 'removeIf'>
}

/** What the use cases are made of; each takes the part it needs. */
export interface Deps {
  readonly db: Knex
  readonly streams: Streams
  /** Tells the relay of this process that a job was ordered. */
  readonly wakeRelay: () => void
  readonly background: Background
  readonly events: Events
  readonly logger: Logger
  readonly limits: Limits
}
