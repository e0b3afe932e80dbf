/** Takes the time of `performance.now()`; true = done, do not call again. */
type Step = (nowMs: number) => boolean

/**
 * One timer for all answers: each tick every answer sends what is due by now. Thousands of tokens a second cost as
 * many timers as one a second does, and an answer that fell behind catches up by itself.
 */
export class Metronome implements Disposable {
  readonly #steps = new Set<Step>()
  readonly #tickMs: number
  #timer: NodeJS.Timeout | undefined

  constructor(tickMs = 4) {
    this.#tickMs = tickMs
  }

  /** Calls `step` now and then on every tick until it says that it is done. */
  run(step: Step): void {
    if (step(performance.now())) return
    this.#steps.add(step)
    this.#timer ??= setInterval(() => this.#tick(), this.#tickMs)
  }

  #tick(): void {
    const now = performance.now()
    for (const step of this.#steps) if (step(now)) this.#steps.delete(step)
    if (this.#steps.size === 0) this[Symbol.dispose]()
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#steps.clear()
  }
}
