import type { TitleJob } from '@continuo/contract'
import { classifyError } from '../claude/classify-error.ts'
import { inModelSpan } from '../claude/model-span.ts'
import type { GenerateDeps } from '../generate/deps.ts'
import { buildPrompt, withLastBlock } from '../generate/prompt.ts'
import { cleanTitle } from './clean-title.ts'

export type TitleDeps = Pick<
  GenerateDeps,
  'api' | 'model' | 'catalog' | 'breaker' | 'events' | 'logger' | 'defaultModel'
>

/** Enough for a line; a title needs no more of the conversation than this either. */
const maxTokens = 64
const promptTokens = 2_000
const turnChars = 2_000
const timeoutMs = 20_000

const system =
  'You write titles for conversations. Answer with the title alone: at most six words, in the language of the conversation, no quotes, no final full stop.'
const request = 'Write the title of this conversation.'

/** Gives a session a title, once. Side work: it fails without a retry, and then the session goes without. */
export async function makeTitle(deps: TitleDeps, job: TitleJob, signal: AbortSignal): Promise<void> {
  const { api, events, defaultModel } = deps
  const logger = deps.logger.child({
    request_id: job.request_id,
    session_id: job.session_id,
    message_id: job.message_id,
  })
  try {
    const context = await api.getTitleContext({ session_id: job.session_id }, { signal })
    const model = context.model || defaultModel
    if (!context.wanted || deps.breaker.find(model)) return events.titled('unwanted')
    const history = context.turns.map(({ role, content }) => ({
      role,
      content: content.slice(0, turnChars).toWellFormed(),
    }))
    const prompt = withLastBlock(buildPrompt({ system, history, budgetTokens: promptTokens }), request)
    const known = deps.catalog.find(model)
    const thinking = known?.thinking.disabled ? ({ thinking: 'disabled' } as const) : {}
    const call = events.modelCalled()
    const asked = inModelSpan({ model, maxTokens, isKnown: known !== undefined }, () =>
      deps.model.ask({ model, prompt, maxTokens, ...thinking }, { signal, timeoutMs }),
    )
    const { text, usage } = await asked.catch((error: unknown) => {
      call.ended(classifyError(error, signal.aborted ? 'drain' : undefined, Date.now()).class)
      throw error
    })
    call.ended()
    events.used(usage)
    const title = cleanTitle(text)
    if (!title) return events.titled('unwanted')
    const { applied } = await api.setTitle({ session_id: job.session_id, title, usage, model })
    events.titled(applied ? 'made' : 'unwanted')
    logger.debug({ applied, length: title.length }, 'title made')
  } catch (error) {
    events.titled('failed')
    if (!signal.aborted) logger.warn({ err: error }, 'title failed')
  }
}
