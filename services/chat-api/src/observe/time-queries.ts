import type { Metrics } from '@continuo/telemetry'

const commands = new Set(['select', 'insert', 'update', 'delete', 'with', 'begin', 'commit', 'rollback', 'set'])

/** @returns to be told of every statement that was answered or given up. */
export function timeQueries(metrics: Metrics): (sql: string, ms: number) => void {
  const seconds = metrics.histogram(
    'continuo_database_query_duration_seconds',
    'From a statement until the answer of Postgres, by its first word; the wait for a connection is left out.',
    ['command'],
  )
  return (sql, ms) => seconds.observe({ command: commandOf(sql) }, ms / 1_000)
}

function commandOf(sql: string): string {
  const word = /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? ''
  return commands.has(word) ? word : 'other'
}
