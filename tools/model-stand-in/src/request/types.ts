/** The parts of a Messages API request that the stand-in reads; validate.ts has checked them. */
export interface Block {
  readonly type: string
  readonly text?: string
}

export interface Turn {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string | readonly Block[]
}

export type SystemPrompt = string | readonly Block[]

export interface Thinking {
  readonly type: 'enabled' | 'disabled' | 'adaptive' | 'between_tools'
  readonly budget_tokens?: number
  readonly display?: 'summarized' | 'omitted' | null
}

export interface MessagesRequest {
  readonly model: string
  readonly max_tokens: number
  readonly messages: readonly Turn[]
  readonly stream?: boolean
  readonly system?: SystemPrompt
  readonly stop_sequences?: readonly string[]
  readonly thinking?: Thinking
}

/** The text of a turn or system prompt, its blocks joined; blocks of other kinds hold none. */
export const plainText = (content: string | readonly Block[]): string =>
  typeof content === 'string'
    ? content
    : content.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('\n\n')
