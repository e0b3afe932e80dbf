import type { Metrics } from './metrics.ts'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const

/** Counts what is written to the log. @returns To be called with pino's number of the level, 10 to 60. */
export function countLogLines(metrics: Metrics): (level: number) => void {
  const counts = levels.map(() => 0)
  metrics.counter('continuo_log_lines_total', 'Lines written to the log, by level.', ['level'], function () {
    this.reset()
    for (const [index, level] of levels.entries()) this.inc({ level }, counts[index])
  })
  return (level) => void (counts[level / 10 - 1]! += 1)
}
