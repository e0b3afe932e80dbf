import { readConversation } from '../request/conversation.ts'
import type { Conversation } from '../request/conversation.ts'
import { plainText } from '../request/types.ts'
import type { SystemPrompt, Turn } from '../request/types.ts'
import { mergeDirectives, parseScenario, readDirectives, withoutDirectives } from '../scenario/directives.ts'
import type { Directives } from '../scenario/directives.ts'
import { compose, composeTitle } from '../text/compose.ts'
import { codePointBoundary } from '../text/tokens.ts'
import { topicWords } from '../text/topic.ts'

/** A system prompt that speaks of a title makes a request without streaming one for a title. */
export const asksForTitle = (system: SystemPrompt | undefined): boolean =>
  system !== undefined && /\btitles?\b/iu.test(plainText(system))

/** The whole answer to the conversation's question, whatever part of it has been delivered already. */
export function wholeAnswer(conversation: Conversation, directives: Directives): string {
  const prompt = withoutDirectives(conversation.prompt)
  if (directives.echo) return prompt || 'Nothing to echo.'
  return compose(conversation.key, prompt, directives.length)
}

/** Where the delivered text ends in the answer. `foreign`: it is not a beginning of it; goes on at the same length. */
export function seamOf(answer: string, delivered: string): { at: number; seam: 'exact' | 'foreign' } {
  // A writer of tags may put them on lines of their own.
  for (const text of [delivered, delivered.replace(/^\n/u, '').replace(/\n$/u, '')]) {
    if (answer.startsWith(text)) return { at: text.length, seam: 'exact' }
  }
  return { at: codePointBoundary(answer, delivered.length), seam: 'foreign' }
}

/** The rest of the answer after what was delivered, with `overlap` units of that repeated. */
export function continuationOf(answer: string, delivered: string, overlap: number) {
  const { at, seam } = seamOf(answer, delivered)
  return { text: answer.slice(codePointBoundary(answer, at - overlap)), seam }
}

export const titleOf = (turns: readonly Turn[]): string => {
  const first = turns.find((turn) => turn.role === 'user')
  const prompt = first ? withoutDirectives(plainText(first.content)) : ''
  return composeTitle(topicWords(prompt.replace(/<[^<>]*>/gu, ' '), 6))
}

/**
 * What the stand-in answers to these messages when nothing cuts the answer short (max_tokens, stop sequences, faults).
 * For a request to go on it is the rest of the answer.
 * @param system Pass it for requests without streaming only: with the word "title" in it the answer is a title.
 * @param scenario What the `x-stand-in-scenario` header or the control API adds, if anything.
 * @throws {ScenarioError} for keywords that cannot be read.
 */
export function expectedAnswer(messages: readonly Turn[], system?: SystemPrompt, scenario?: string): string {
  if (asksForTitle(system)) return titleOf(messages)
  const conversation = readConversation(messages)
  const own = readDirectives(conversation.prompt)
  const directives = scenario === undefined ? own : mergeDirectives(own, parseScenario(scenario))
  const answer = wholeAnswer(conversation, directives)
  if (conversation.delivered === null) return answer
  return continuationOf(answer, conversation.delivered, directives.overlap ?? 0).text
}
