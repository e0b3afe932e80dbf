/** What the bench's processes have in common. Each is forked with its settings as one JSON argument and obeys messages. */
export type Design = (typeof designs)[number]
/** `counted` is `continuo` with all that gateway and generator count for each chunk, append, frame and write. */
export const designs = ['floor', 'resumable-stream', 'continuo', 'counted'] as const

export interface Shape {
  readonly design: Design
  readonly streams: number
  /** Chunks a second of each stream; a chunk is 20 bytes and carries the time it was made. */
  readonly perSecond: number
  /** Chunks that a model server sends at once. */
  readonly burst: number
  readonly redisUrl: string
  /** Of the gateway; for the viewers. */
  readonly port: number
}

/** CPU of the process in microseconds, user and system. */
export interface Usage {
  readonly cpuUs: number
}

export const readShape = (): Shape => JSON.parse(process.argv[2] ?? '{}') as Shape

const hex = (index: number) => index.toString(16).padStart(12, '0')
export const refOf = (index: number) => ({
  sessionId: `0192f0c1-2d3e-7abc-8def-${hex(index)}`,
  messageId: `0192f0c1-2d3e-7abc-8def-${hex(index + 1_000_000)}`,
})

/** Milliseconds of the machine's monotonic clock, the same for all processes: wall clocks are stepped. */
export const clockMs = (): number => Number(process.hrtime.bigint()) / 1e6
/** 20 characters, the first 17 of which say when it was made, by `clockMs`. */
export const chunkText = (): string => `${clockMs().toFixed(3).padStart(17, '0')} ab`
export const stamps = /(\d{13}\.\d{3}) ab/g

/** Calls `emit` for each stream in turn at its pace, spread evenly, until the process ends. */
export function pace({ streams, perSecond, burst }: Shape, emit: (index: number) => void): void {
  const periodMs = (burst / perSecond) * 1_000
  const begin = performance.now()
  const due = Float64Array.from({ length: streams }, (_, index) => begin + (index / streams) * periodMs)
  setInterval(() => {
    const now = performance.now()
    for (let index = 0; index < streams; index++)
      while (due[index]! <= now) {
        due[index]! += periodMs
        for (let i = 0; i < burst; i++) emit(index)
      }
  }, 1)
}

export function answer(handlers: Record<string, () => unknown>): void {
  const reply = async (kind: string) => process.send?.({ kind, value: await handlers[kind]?.() })
  process.on('message', (kind: string) => void reply(kind))
  process.on('disconnect', () => process.exit())
  process.send?.({ kind: 'up', value: undefined })
}

export function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuUs: user + system }
}
