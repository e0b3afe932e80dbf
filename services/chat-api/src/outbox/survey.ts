import type { Job, Queue } from 'bullmq'

/** What Redis says of one queue, in jobs. */
export interface QueueSurvey {
  /** Those with a priority included. */
  readonly waiting: number
  readonly prioritized: number
  readonly delayed: number
  readonly active: number
  readonly failed: number
  /** When the job was added that waits longest, Unix ms; undefined: none waits. */
  readonly oldestWaitingAt: number | undefined
  /** Names of the connected workers; '' for one that has none. Undefined: this Redis does not tell its clients. */
  readonly workers: readonly string[] | undefined
}

export type JobState = 'waiting' | 'delayed' | 'active' | 'failed'

export interface ListedJob {
  readonly messageId: string
  /** When it was added, and when it came into its present state, as far as that is known. Unix ms. */
  readonly addedAt: number
  readonly since: number | undefined
}

export async function surveyQueue(queue: Queue): Promise<QueueSurvey> {
  const [counts, [oldest], clients] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed'),
    queue.getWaiting(0, 0),
    queue.getWorkers(),
  ])
  return {
    waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
    prioritized: counts['prioritized'] ?? 0,
    delayed: counts['delayed'] ?? 0,
    active: counts['active'] ?? 0,
    failed: counts['failed'] ?? 0,
    oldestWaitingAt: oldest?.timestamp,
    workers: namesOf(clients),
  }
}

/** A worker's connection is called `<prefix>:<queue>:w:<name>`; without a name the end is missing. */
function namesOf(clients: readonly { rawname?: string }[]): string[] | undefined {
  // a hosted Redis without CLIENT LIST is reported as one client without a name of its own
  if (clients.some(({ rawname }) => rawname === undefined)) return undefined
  return [...new Set(clients.map(({ rawname = '' }) => decodeURIComponent(rawname.split(':w:')[1] ?? '')))]
}

/** Jobs of one state, those first that are next, or failed last. */
export async function listJobs(
  queue: Queue,
  state: JobState,
  { offset, limit }: { offset: number; limit: number },
): Promise<ListedJob[]> {
  const jobs = (await queue.getJobs([state], offset, offset + limit - 1, state !== 'failed')) as Job<{
    message_id?: string
  }>[]
  return jobs.flatMap(({ data, timestamp, processedOn, finishedOn }) =>
    data.message_id === undefined
      ? []
      : { messageId: data.message_id, addedAt: timestamp, since: finishedOn ?? processedOn ?? timestamp },
  )
}
