import type { Logger } from '@continuo/telemetry'
import { createSparing } from './sparing.ts'

/**
 * What follows a commit (announcing, waking, telling) and must not hold up the reply: failures are logged, one a second
 * and name, never thrown, because the reconciler makes up for them. Disposing waits for what is running, 5 s at most.
 */
export class Background implements AsyncDisposable {
  readonly #running = new Set<Promise<void>>()
  readonly #logger: Logger
  readonly #sparing = createSparing()

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** @param name Stable event name for the log, e.g. `announce`. */
  run(name: string, work: () => Promise<unknown>, ids: Record<string, string | undefined> = {}): void {
    const task = work()
      .then(
        () => {},
        (error: unknown) =>
          this.#sparing(name, (leftOut) =>
            this.#logger.warn({ err: error, task: name, ...ids, ...leftOut }, 'background task failed'),
          ),
      )
      .finally(() => this.#running.delete(task))
    this.#running.add(task)
  }

  /** Resolves when everything started so far, and what that started, has ended. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { promise: tooLong, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, 5_000)
    await Promise.race([this.settled(), tooLong])
    clearTimeout(timer)
  }
}
