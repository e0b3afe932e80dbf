import Anthropic, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from '@anthropic-ai/sdk'
import { delay } from '@continuo/runtime'
import type { Prompt } from '../generate/prompt.ts'
import { UpstreamError, type UpstreamFailure } from './failure.ts'
import { type TokenUsage, noUsage, withUsage } from './to-events.ts'

export interface ModelConfig {
  readonly apiKey: string
  readonly baseUrl: string
  /** Added to every request, over what the SDK sends; for servers that want an older version or another key header. */
  readonly extraHeaders: Readonly<Record<string, string>>
  /** Longest wait for the headers of an answer, milliseconds. */
  readonly headersMs: number
}

export interface ModelRequest {
  readonly model: string
  readonly prompt: Prompt
  readonly maxTokens: number
  /** Left out: the model's own default. */
  readonly thinking?: 'adaptive' | 'disabled'
}

export interface ModelInfo {
  readonly id: string
  readonly name: string
  /** Which settings it takes; undefined where the server does not say. */
  readonly thinking: { readonly adaptive: boolean | undefined; readonly disabled: boolean | undefined }
  readonly maxTokens: number | undefined
}

/** The model server. Every method throws `UpstreamError`; of an aborted stream nothing but its end is seen. */
export interface ModelClient {
  /** The raw events of one answer, as they come. @param onBytes Called for every piece of the body, pings included. */
  stream(request: ModelRequest, call: { signal: AbortSignal; onBytes: () => void }): AsyncIterable<unknown>
  /** One short answer in one piece. */
  ask(
    request: ModelRequest,
    call: { signal: AbortSignal; timeoutMs: number },
  ): Promise<{ text: string; usage: TokenUsage }>
  listModels(call: { signal: AbortSignal }): Promise<ModelInfo[]>
}

/** How long the rest of a finished response may take, so that its connection can be used again; milliseconds. */
const tailMs = 1_000
const mostModels = 200

export function createModelClient(config: ModelConfig): ModelClient {
  const sdk = new Anthropic({
    apiKey: config.apiKey,
    // Given, or the SDK would look for it in the environment.
    authToken: null,
    baseURL: config.baseUrl,
    defaultHeaders: { ...config.extraHeaders },
    timeout: config.headersMs,
    // Retries wait in the queue, under the rules of next-step.ts.
    maxRetries: 0,
    // It would print pieces of answers that it cannot parse.
    logLevel: 'off',
    // Its own spans hold prompts and answers when an environment variable says so; ours (model-span.ts) cannot.
    openTelemetry: { traces: false, propagation: false },
  })

  return {
    async *stream(request, { signal, onBytes }) {
      let upstream: AbortController | undefined
      try {
        const counting = sdk.withOptions({ fetch: countingFetch(onBytes) })
        const stream = await counting.messages.create({ ...toParams(request), stream: true }, { signal })
        upstream = stream.controller
        const events = stream[Symbol.asyncIterator]()
        for (let next = await events.next(); !next.done; next = await events.next()) {
          if (next.value.type !== 'message_stop') {
            yield next.value
            continue
          }
          void readTail(events, upstream)
          upstream = undefined
          yield next.value
          return
        }
      } catch (error) {
        throw new UpstreamError(describeFailure(error), { cause: error })
      } finally {
        // However the reading ended, nobody reads on: without this a reader that threw would leave the call running.
        upstream?.abort()
      }
    },

    async ask(request, { signal, timeoutMs }) {
      try {
        const reply = await sdk.messages.create(toParams(request), { signal, timeout: timeoutMs })
        const text = reply.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
        return { text, usage: withUsage(noUsage, reply.usage) }
      } catch (error) {
        throw new UpstreamError(describeFailure(error), { cause: error })
      }
    },

    async listModels({ signal }) {
      try {
        const models: ModelInfo[] = []
        for await (const model of sdk.models.list({ limit: 100 }, { signal })) {
          if (model.lifecycle !== 'retired') models.push(toModelInfo(model))
          if (models.length >= mostModels) break
        }
        return models
      } catch (error) {
        throw new UpstreamError(describeFailure(error), { cause: error })
      }
    },
  }
}

function toParams({ model, prompt, maxTokens, thinking }: ModelRequest) {
  return {
    model,
    max_tokens: maxTokens,
    messages: prompt.messages.map(({ role, content }) => ({ role, content: content.map((block) => ({ ...block })) })),
    ...(prompt.system ? { system: prompt.system.map((block) => ({ ...block })) } : {}),
    ...(thinking === 'adaptive' ? { thinking: { type: 'adaptive', display: 'summarized' } as const } : {}),
    ...(thinking === 'disabled' ? { thinking: { type: 'disabled' } as const } : {}),
  }
}

/** Compatible servers leave fields out that the SDK's types promise. */
function toModelInfo(model: Anthropic.ModelInfo): ModelInfo {
  const types = model.capabilities?.thinking?.types
  return {
    id: model.id,
    name: model.display_name || model.id,
    thinking: { adaptive: types?.adaptive?.supported, disabled: types?.disabled?.supported },
    maxTokens: model.max_tokens ?? undefined,
  }
}

/** Reads what follows the last event, for the connection's sake; the answer does not wait for it. */
async function readTail(events: AsyncIterator<unknown>, controller: AbortController): Promise<void> {
  const late = new AbortController()
  void delay(tailMs, late.signal).then(() => late.signal.aborted || controller.abort())
  try {
    while (!(await events.next()).done);
  } catch {
    // The answer is complete; how its connection ends does not matter.
  }
  late.abort()
}

const countingFetch =
  (onBytes: () => void): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    onBytes()
    if (!response.body) return response
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          onBytes()
          controller.enqueue(chunk)
        },
      }),
    )
    return new Response(counted, response)
  }

/** An SDK or fetch error as plain facts. */
function describeFailure(error: unknown): UpstreamFailure {
  if (error instanceof UpstreamError) return error.failure
  if (error instanceof APIConnectionTimeoutError) return { kind: 'header_timeout' }
  if (error instanceof APIConnectionError || error instanceof APIUserAbortError) return { kind: 'connect' }
  if (error instanceof APIError) {
    const { status, type, errorCode, headers } = error as APIError
    const retryAfter = headers?.get('retry-after')
    return {
      kind: status === undefined ? 'event' : 'http',
      ...(status === undefined ? {} : { status }),
      ...(type ? { type } : {}),
      ...(errorCode ? { errorCode } : {}),
      ...(retryAfter ? { retryAfter } : {}),
    }
  }
  // What fetch says when a body breaks off; a cause that begins with Z_ is a broken compression.
  if (error instanceof TypeError && !zlibError(error.cause)) return { kind: 'broken' }
  return { kind: 'garbled' }
}

const zlibError = (cause: unknown): boolean =>
  cause instanceof Error && /^Z_/.test((cause as { code?: string }).code ?? '')
