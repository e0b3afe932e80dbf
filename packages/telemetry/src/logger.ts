import { type Logger, type LoggerOptions as PinoOptions, pino } from 'pino'
import { traceFields } from './tracing/span.ts'

export type { Logger } from 'pino'

type LoggerHooks = NonNullable<PinoOptions['hooks']>

export interface LoggerOptions {
  /** The service's name, the field `service` of every line. */
  service: string
  /** pino level; default `info`. */
  level?: string
  /** Readable lines for people instead of JSON; development only. */
  pretty?: boolean
  /** Told of every line that is written, by pino's number of its level. */
  onLine?: (level: number) => void
}

/**
 * A JSON logger. One event per line: the message is the event's stable name (`task started`), facts are fields with the
 * unit in the name, ids are `request_id`, `session_id`, `message_id`, and of a trace `trace_id`, `span_id`. Prompts,
 * answers, keys and cookies never go in: callers name the fields they log, and errors are cut down to what is known to be
 * free of content.
 */
export function createLogger({ service, level = 'info', pretty = false, onLine }: LoggerOptions): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: traceFields,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: safeError },
    ...(onLine ? { hooks: { logMethod: counting(onLine) } } : {}),
    ...(pretty ? { transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } } } : {}),
  })
}

/** pino calls it for lines of a level that is on, and for those only. */
const counting = (onLine: (level: number) => void): NonNullable<LoggerHooks['logMethod']> =>
  function (args, write, level) {
    onLine(level)
    write.apply(this, args)
  }

interface SafeError {
  name: string
  message: string
  code?: string
  stack?: string
  cause?: SafeError | string
}

const longest = 500

/** An error as it may be logged: name, a shortened message, code, stack frames; own fields (bodies, headers) stay out. */
export function safeError(error: unknown, depth = 0): SafeError | string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error.slice(0, longest) : typeof error
  const { code } = error as { code?: unknown }
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
  return {
    name: error.name,
    message: error.message.slice(0, longest),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(frames && depth === 0 ? { stack: frames.join('\n') } : {}),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: safeError(error.cause, depth + 1) }),
  }
}
