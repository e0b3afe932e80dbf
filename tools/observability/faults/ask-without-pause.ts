import { Agent, get } from 'node:http'
import { Worker, isMainThread, workerData } from 'node:worker_threads'

const askers = 64

/** Asks one gateway for its largest document, all the time, from a thread of its own. @returns ends it */
export function askWithoutPause(origin: string): () => Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { workerData: `${origin}/api/v1/openapi.json` })
  worker.on('error', () => {})
  return async () => void (await worker.terminate())
}

function ask(url: string, agent: Agent): void {
  get(url, { agent }, (response) => response.resume().once('close', () => ask(url, agent))).once('error', () =>
    setTimeout(() => ask(url, agent), 50),
  )
}

if (!isMainThread && typeof workerData === 'string') {
  const agent = new Agent({ keepAlive: true, maxSockets: askers })
  for (let n = 0; n < askers; n++) ask(workerData, agent)
}
