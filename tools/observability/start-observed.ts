import { join } from 'node:path'
import type { Terminal } from '../devstack/src/in-terminal.ts'
import { type Stack, startStack } from '../devstack/src/stack.ts'
import { shipped, write } from './generate.ts'
import { type Prometheus, startPrometheus } from './prometheus/start-prometheus.ts'

export interface ObservedOptions extends Terminal {
  /** Divides every duration of the rules; 1 loads the files that ship. */
  readonly scale: number
  readonly generators?: number
  readonly gateways?: number
  /** Seconds; default 1 when the rules are scaled, else 5. */
  readonly scrapeS?: number
  /** Of Prometheus; default any free one. */
  readonly prometheusPort?: number
}

export interface Observed extends AsyncDisposable {
  readonly stack: Stack
  readonly prometheus: Prometheus
}

/** The janitor of a cluster repairs every minute and sweeps every hour; here one run does both. */
const janitorEveryMs = 60_000

/** The product as `npm start` runs it, and a Prometheus that scrapes all of it with the rules loaded. */
export async function startObserved(options: ObservedOptions): Promise<Observed> {
  await using made = new AsyncDisposableStack()
  const { scale, scrapeS = scale === 1 ? 5 : 1, settings } = options
  const stack = made.use(await startStack({ ...options, janitorEveryMs: scale === 1 ? janitorEveryMs : 10_000 }))
  const dataDir = join(settings.dataDir, 'prometheus')
  const scaledDir = join(dataDir, `rules-${scale}`)
  if (scale !== 1) write(scaledDir, scale)
  const prometheus = made.use(
    await startPrometheus({
      dataDir,
      parts: stack.parts,
      rulesDir: join(scale === 1 ? shipped : scaledDir, 'rules'),
      scrapeS,
      ...(options.prometheusPort === undefined ? {} : { port: options.prometheusPort }),
    }),
  )
  const keeper = made.move()
  return { stack, prometheus, [Symbol.asyncDispose]: () => keeper.disposeAsync() }
}
