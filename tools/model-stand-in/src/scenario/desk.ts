import { faultFor, mergeDirectives, parseScenario, readDirectives } from './directives.ts'
import type { Directives } from './directives.ts'
import type { Fault } from './fault.ts'

/** A scenario for requests to come. */
interface Order {
  readonly directives: Directives
  readonly containing: string
  left: number
}

export interface ScenarioRequest {
  readonly key: string
  readonly prompt: string
  readonly kind: 'answer' | 'title'
  /** Of the `x-stand-in-scenario` header. */
  readonly header: string | undefined
}

/** Attempts are forgotten from here on, oldest first. */
const maxConversations = 10_000

/** Decides which scenario a request meets: orders given at run time win over the header, that over the prompt. */
export function createScenarioDesk() {
  let orders: Order[] = []
  const attempts = new Map<string, number>()

  const nextAttempt = (id: string): number => {
    const attempt = (attempts.get(id) ?? 0) + 1
    attempts.delete(id)
    attempts.set(id, attempt)
    const oldest = attempts.keys().next()
    if (attempts.size > maxConversations && !oldest.done) attempts.delete(oldest.value)
    return attempt
  }

  const concerns = (order: Order, request: ScenarioRequest): boolean =>
    order.left > 0 &&
    request.prompt.includes(order.containing) &&
    (order.directives.faults.length === 0
      ? request.kind === 'answer'
      : faultFor(order.directives, 1, request.kind) !== null)

  return {
    /**
     * @param options.requests How many requests meet it, default 1.
     * @param options.containing Only requests whose prompt contains this.
     * @throws {ScenarioError} when the scenario cannot be read.
     */
    order(scenario: string, options: { requests?: number; containing?: string } = {}): void {
      const { requests = 1, containing = '' } = options
      orders.push({ directives: parseScenario(scenario), containing, left: requests })
    },

    /** Counts the attempt. @throws {ScenarioError} for a header or keyword that cannot be read. */
    take(request: ScenarioRequest): { directives: Directives; fault: Fault | null; attempt: number } {
      let directives = readDirectives(request.prompt)
      if (request.header !== undefined) directives = mergeDirectives(directives, parseScenario(request.header))
      const attempt = nextAttempt(`${request.kind}:${request.key}`)
      const order = orders.find((candidate) => concerns(candidate, request))
      if (order) {
        order.left -= 1
        orders = orders.filter(({ left }) => left > 0)
        directives = mergeDirectives(directives, order.directives)
      }
      return { directives, fault: faultFor(directives, attempt, request.kind), attempt }
    },

    reset(): void {
      orders = []
      attempts.clear()
    },
  }
}

export type ScenarioDesk = ReturnType<typeof createScenarioDesk>
