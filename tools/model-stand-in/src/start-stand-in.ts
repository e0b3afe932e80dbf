import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRouter } from './http/router.ts'
import { defaultOptions } from './options.ts'
import type { StandInOptions } from './options.ts'
import { Metronome } from './play/metronome.ts'
import { createScenarioDesk } from './scenario/desk.ts'
import type { ScenarioDesk } from './scenario/desk.ts'
import { createTranscript } from './transcript.ts'
import type { Transcript } from './transcript.ts'

export interface StandIn extends AsyncDisposable {
  /** To be given to the SDK as `baseURL`. */
  readonly url: string
  readonly port: number
  readonly transcript: Transcript
  /**
   * Lets the next requests meet a scenario, whatever their prompt says: `'529'`, `'rst after=3'`, `'[tps:5]'`.
   * @param options.requests How many, default 1. `containing`: only those whose prompt contains this.
   * @throws {ScenarioError} when it cannot be read.
   */
  readonly setScenario: ScenarioDesk['order']
  /** Forgets the transcript, the attempts and the scenarios that are waiting. */
  reset(): void
}

/** Longer than any client's, so that it is never this side that closes an idle connection under a new request. */
const keepAliveMs = 75_000

/**
 * Starts a server that speaks the Messages API and makes its answers up.
 * @throws the error of `listen`, e.g. EADDRINUSE.
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port, host, pingMs, keep, ...tempo } = { ...defaultOptions, ...options }
  const recorder = createTranscript(keep)
  const desk = createScenarioDesk()
  const metronome = new Metronome()
  const reset = (): void => {
    recorder.clear()
    desk.reset()
  }
  const server = createServer(createRouter({ recorder, desk, metronome, tempo, pingMs, reset }))
  server.keepAliveTimeout = keepAliveMs
  server.listen(port, host)
  await once(server, 'listening')
  const { port: actual, address, family } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`,
    port: actual,
    transcript: recorder,
    setScenario: (scenario, orderOptions) => desk.order(scenario, orderOptions),
    reset,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      metronome[Symbol.dispose]()
      await closed
    },
  }
}
