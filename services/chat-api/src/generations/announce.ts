import { inSpan, partOf } from '@continuo/telemetry/tracing'
import type { MessageRow } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { endEvents } from './end-events.ts'

/**
 * Writes the end of a message into its log and remembers that it did. Only after the commit of that end; may be repeated.
 * @throws when Redis or Postgres does not answer; the message then stays unannounced and is tried again.
 */
export const announce = (deps: AnnounceDeps, row: MessageRow): Promise<void> =>
  inSpan('announce', { ...partOf(row.traceparent), facts: { 'continuo.status': row.status } }, () => write(deps, row))

type AnnounceDeps = Pick<Deps, 'db' | 'streams' | 'events' | 'logger'>

async function write({ db, streams, events, logger }: AnnounceDeps, row: MessageRow): Promise<void> {
  const result = await streams.control.announceEnd(endEvents(row))
  // A log of a newer epoch than Postgres knows comes from a database that was set back: it will never take this end.
  if (result.kind === 'stale')
    logger.warn(
      { session_id: row.session_id, message_id: row.id, epoch: row.epoch, log_epoch: result.at.epoch },
      'end refused by the log',
    )
  await db('messages').where({ id: row.id }).update({ announced: true })
  events.announced(result.kind)
}
