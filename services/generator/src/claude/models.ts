import type { ChatApiClient } from '@continuo/rpc'
import { delay } from '@continuo/runtime'
import type { Logger } from '@continuo/telemetry'
import type { ModelClient, ModelInfo } from './client.ts'

export interface CatalogDeps {
  readonly model: Pick<ModelClient, 'listModels'>
  readonly api: Pick<ChatApiClient['generations'], 'reportModels'>
  readonly logger: Logger
}

export interface CatalogConfig {
  readonly defaultModel: string
  readonly standIn: boolean
  readonly refreshMs: number
}

export interface ModelCatalog extends AsyncDisposable {
  /** What the server says about a model; undefined when it was never asked with success or does not know it. */
  find(id: string): ModelInfo | undefined
}

/** After a failed listing or report; milliseconds. */
const againMs = 30_000

/**
 * Keeps the list of models and tells it to chat-api, at start and every `refreshMs`. A server that cannot list (many
 * compatible ones) leaves the configured model, so that the picker is never empty.
 */
export function startModelCatalog(deps: CatalogDeps, config: CatalogConfig): ModelCatalog {
  const { model, api, logger } = deps
  const { defaultModel, standIn, refreshMs } = config
  const stop = new AbortController()
  let known = new Map<string, ModelInfo>()

  async function refresh(): Promise<boolean> {
    let listed = true
    try {
      known = new Map((await model.listModels({ signal: stop.signal })).map((info) => [info.id, info]))
    } catch (error) {
      listed = false
      if (!stop.signal.aborted) logger.warn({ err: error }, 'models not listed')
    }
    const others = [...known.values()].filter(({ id }) => id !== defaultModel)
    const items = [known.get(defaultModel) ?? { id: defaultModel, name: defaultModel }, ...others]
    try {
      await api.reportModels(
        { items: items.map(({ id, name }) => ({ id, name })), default_id: defaultModel, stand_in: standIn },
        { signal: stop.signal },
      )
      return listed
    } catch (error) {
      if (!stop.signal.aborted) logger.warn({ err: error }, 'models not reported')
      return false
    }
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) await delay((await refresh()) ? refreshMs : Math.min(againMs, refreshMs), stop.signal)
  }

  const running = run()
  return {
    find: (id) => known.get(id),
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running
    },
  }
}
