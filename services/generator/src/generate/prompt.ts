/** A request to the Messages API as this service makes them; `claude/client.ts` hands it to the SDK as it is. */
export interface Prompt {
  readonly system?: readonly TextBlock[]
  readonly messages: readonly PromptTurn[]
}
export interface PromptTurn {
  readonly role: 'user' | 'assistant'
  readonly content: readonly TextBlock[]
}
export interface TextBlock {
  readonly type: 'text'
  readonly text: string
  readonly cache_control?: { readonly type: 'ephemeral' }
}

export interface PromptInput {
  readonly system?: string | undefined
  /** Oldest first; the last one of a user is the question. Roles that nobody knows and empty turns are left out. */
  readonly history: readonly { readonly role: string; readonly content: string }[]
  /** For system prompt and history together, by estimate. */
  readonly budgetTokens: number
}

/** On the safe side: English takes about 4 bytes a token, and other scripts more bytes for each character. */
const bytesPerToken = 3.5
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken)

const cacheMark = { cache_control: { type: 'ephemeral' } } as const
/** The server looks for a cached beginning at each mark: at the last question, and at the one before it. */
const markedQuestions = 2

/**
 * Pure. The newest turns that fit, beginning with a user's and alternating: neighbours of one role become one turn of
 * several blocks. The last turn is always there, even when it alone is too long: the model server shall say so.
 */
export function buildPrompt({ system, history, budgetTokens }: PromptInput): Prompt {
  const turns = fit(merge(history), budgetTokens - estimateTokens(system ?? ''))
  const questions = turns.flatMap((turn, index) => (turn.role === 'user' ? [index] : []))
  const marked = new Set(questions.slice(-markedQuestions))
  return {
    ...(system ? { system: [{ type: 'text', text: system, ...cacheMark }] } : {}),
    messages: turns.map((turn, index) => (marked.has(index) ? markLast(turn) : turn)),
  }
}

/** The same request with one more block in its last turn, after the cached part. */
export function withLastBlock(prompt: Prompt, text: string): Prompt {
  const last = prompt.messages.at(-1)
  const block = { type: 'text', text } as const
  if (last?.role !== 'user') return { ...prompt, messages: [...prompt.messages, { role: 'user', content: [block] }] }
  return { ...prompt, messages: [...prompt.messages.slice(0, -1), { ...last, content: [...last.content, block] }] }
}

function merge(history: PromptInput['history']): PromptTurn[] {
  const turns: { role: PromptTurn['role']; content: TextBlock[] }[] = []
  for (const { role, content } of history) {
    if ((role !== 'user' && role !== 'assistant') || content.trim() === '') continue
    const last = turns.at(-1)
    const block: TextBlock = { type: 'text', text: content }
    if (last?.role === role) last.content.push(block)
    else turns.push({ role, content: [block] })
  }
  return turns
}

function fit(turns: readonly PromptTurn[], budgetTokens: number): readonly PromptTurn[] {
  let left = budgetTokens
  let first = turns.length
  while (first > 0) {
    left -= costOf(turns[first - 1]!)
    if (left < 0 && first < turns.length) break
    first--
  }
  while (first < turns.length - 1 && turns[first]!.role !== 'user') first++
  return turns.slice(first)
}

const costOf = (turn: PromptTurn): number => turn.content.reduce((sum, { text }) => sum + estimateTokens(text), 0)

const markLast = (turn: PromptTurn): PromptTurn => ({
  ...turn,
  content: turn.content.map((block, index) => (index === turn.content.length - 1 ? { ...block, ...cacheMark } : block)),
})
