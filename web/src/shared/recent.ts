/** Keeps what was used last, up to a total weight; the oldest goes first. */
export class Recent<V> {
  readonly #maxWeight: number
  readonly #entries = new Map<string, { value: V; weight: number }>()
  #weight = 0

  /** @param maxWeight In the unit of `set`'s weights. */
  constructor(maxWeight: number) {
    this.#maxWeight = maxWeight
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  /** What is heavier than everything together may be is not kept. */
  set(key: string, value: V, weight: number): void {
    this.delete(key)
    if (weight > this.#maxWeight) return
    this.#entries.set(key, { value, weight })
    this.#weight += weight
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#maxWeight) return
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#weight -= entry.weight
    this.#entries.delete(key)
  }
}
