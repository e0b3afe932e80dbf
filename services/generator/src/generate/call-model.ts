import { type Classified, classifyError } from '../claude/classify-error.ts'
import type { ModelRequest } from '../claude/client.ts'
import { UpstreamError, abortKindOf } from '../claude/failure.ts'
import { inModelSpan, modelFacts } from '../claude/model-span.ts'
import { type ModelFacts, createModelReader } from '../claude/to-events.ts'
import { createWatchdog } from '../claude/watchdog.ts'
import type { Attempt } from './attempt.ts'
import { type StartPlan, continuationRequest, createOverlapTrimmer } from './continuation.ts'
import type { GenerateDeps } from './deps.ts'
import { buildPrompt, withLastBlock } from './prompt.ts'

/** How a model call ended. Only with `message_stop` seen and nothing aborted is an answer complete. */
export type Ending =
  | { readonly kind: 'complete'; readonly model: string; readonly facts: ModelFacts }
  | {
      readonly kind: 'failed'
      readonly model: string
      readonly facts: ModelFacts
      readonly classified: Classified
      readonly error: unknown
    }

/** One call: streams the answer into the attempt, under the watchdog. Never throws for what the model server does. */
export function callModel(deps: GenerateDeps, attempt: Attempt, start: StartPlan): Promise<Ending> {
  const request = requestFor(deps, attempt, start)
  const { model, maxTokens } = request
  return inModelSpan({ model, maxTokens, isKnown: deps.catalog.find(model) !== undefined }, async (span) => {
    const ending = await stream(deps, attempt, start, request)
    span.set(modelFacts(ending.facts))
    // stopped, fenced or handed over: nobody's failure
    if (ending.kind === 'failed') span[attempt.signal.aborted ? 'note' : 'fail'](ending.classified.code)
    return ending
  })
}

async function stream(deps: GenerateDeps, attempt: Attempt, start: StartPlan, request: ModelRequest): Promise<Ending> {
  const { model } = request
  const reader = createModelReader()
  const open = deps.breaker.find(model)
  if (open) {
    deps.events.callSpared(open.class)
    return { kind: 'failed', model, facts: reader.facts(), classified: open, error: undefined }
  }

  const trimmer = createOverlapTrimmer(start.prefix)
  const { watchdog: limits } = deps.config
  const totalMs = Math.max(0, Math.min(limits.totalMs, attempt.deadlineAt - performance.now()))
  using watchdog = createWatchdog({ ...limits, totalMs })
  const signal = AbortSignal.any([attempt.signal, watchdog.signal])
  const say = (events: ReturnType<typeof reader.read>) => {
    for (const event of events) {
      const text = event.type === 'delta' ? trimmer.push(event.text) : event.text
      if (text) attempt.say({ type: event.type, text })
    }
  }
  const call = deps.events.modelCalled()
  const onBytes = () => {
    watchdog.sawBytes()
    call.sawBytes()
  }
  try {
    for await (const raw of deps.model.stream(request, { signal, onBytes })) {
      watchdog.sawProgress()
      say(reader.read(raw))
      await deps.turns.over()
    }
    signal.throwIfAborted()
    if (!reader.facts().stopped) throw new UpstreamError({ kind: 'truncated' })
    say(reader.rest())
    const held = trimmer.rest()
    if (held) attempt.say({ type: 'delta', text: held })
    call.ended()
    return { kind: 'complete', model, facts: reader.facts() }
  } catch (error) {
    // What the trimmer still holds is dropped: it may be the beginning of a repetition.
    const classified = classifyError(error, abortKindOf(signal), Date.now())
    call.ended(classified.class)
    if (deps.breaker.note(model, classified)) {
      deps.events.alarmed(classified.code)
      attempt.logger.error({ err: error, model, code: classified.code }, 'model server needs attention')
    }
    return { kind: 'failed', model, facts: reader.facts(), classified, error }
  }
}

function requestFor(deps: GenerateDeps, { claimed }: Attempt, start: StartPlan): ModelRequest {
  const { config, catalog, defaultModel } = deps
  const model = claimed.model || defaultModel
  const known = catalog.find(model)
  const prompt = buildPrompt({ system: claimed.system, history: claimed.history, budgetTokens: config.promptTokens })
  const thinking = config.thinking === 'auto' ? (known?.thinking.adaptive ? 'adaptive' : undefined) : config.thinking
  return {
    model,
    prompt: start.prefix ? withLastBlock(prompt, continuationRequest(start.prefix)) : prompt,
    maxTokens: Math.min(config.maxOutputTokens, known?.maxTokens ?? Infinity),
    ...(thinking ? { thinking } : {}),
  }
}
