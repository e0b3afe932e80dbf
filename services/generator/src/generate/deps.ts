import type { ChatApiClient } from '@continuo/rpc'
import type { StopListener } from '@continuo/stream-log/control'
import type { StreamWriter } from '@continuo/stream-log/writer'
import type { Logger } from '@continuo/telemetry'
import type { ModelClient } from '../claude/client.ts'
import type { ModelCatalog } from '../claude/models.ts'
import type { Config } from '../config.ts'
import type { Events } from '../events.ts'
import type { Breaker } from './breaker.ts'
import type { Running } from './running.ts'
import type { Turns } from './turns.ts'

/** What it takes to make an answer; made once in service.ts, shared by all attempts. */
export interface GenerateDeps {
  readonly api: ChatApiClient['generations']
  readonly writer: StreamWriter
  readonly stops: StopListener
  readonly model: ModelClient
  readonly catalog: Pick<ModelCatalog, 'find'>
  readonly breaker: Breaker
  readonly running: Set<Running>
  readonly turns: Turns
  readonly events: Events
  readonly logger: Logger
  readonly workerId: string
  readonly defaultModel: string
  readonly config: Config['generate']
}
