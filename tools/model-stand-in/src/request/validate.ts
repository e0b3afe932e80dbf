import { ApiError } from '../wire/errors.ts'
import type { MessagesRequest } from './types.ts'

type Json = Readonly<Record<string, unknown>>

const refuse = (message: string): never => {
  throw new ApiError('invalid_request_error', message)
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const fields = new Set(
  (
    'model max_tokens messages system stream stop_sequences thinking metadata cache_control container diagnostics ' +
    'inference_geo output_config service_tier speed tool_choice tools temperature top_p top_k'
  ).split(' '),
)

function checkContent(at: string, content: unknown): void {
  if (typeof content === 'string') {
    if (content.trim() === '') refuse(`${at}: text content must contain non-whitespace text`)
    return
  }
  if (!Array.isArray(content)) return refuse(`${at}: Input should be a valid string or list`)
  if (content.length === 0) refuse(`${at}: content must not be empty`)
  for (const [i, block] of content.entries()) {
    if (!isObject(block) || typeof block['type'] !== 'string') return refuse(`${at}.${i}.type: Field required`)
    if (block['type'] !== 'text') continue
    if (typeof block['text'] !== 'string') return refuse(`${at}.${i}.text: Field required`)
    if (block['text'].trim() === '') refuse(`${at}.${i}: text content blocks must contain non-whitespace text`)
  }
}

function checkMessages(messages: unknown): void {
  if (!Array.isArray(messages)) return refuse('messages: Field required')
  if (messages.length === 0) refuse('messages: at least one message is required')
  for (const [i, turn] of messages.entries()) {
    if (!isObject(turn)) return refuse(`messages.${i}: Input should be an object`)
    if (!['user', 'assistant', 'system'].includes(String(turn['role']))) {
      refuse(`messages.${i}.role: Input should be 'user', 'assistant' or 'system'`)
    }
    checkContent(`messages.${i}.content`, turn['content'])
  }
  const role = (turn: unknown): unknown => (isObject(turn) ? turn['role'] : undefined)
  if (role(messages[0]) !== 'user') refuse('messages: first message must use the "user" role')
  if (role(messages.at(-1)) !== 'user') {
    refuse('This model does not support assistant message prefill. The conversation must end with a user message.')
  }
}

function checkThinking(thinking: unknown, maxTokens: number): void {
  if (thinking === undefined) return
  if (!isObject(thinking)) return refuse('thinking: Input should be an object')
  const { type, budget_tokens: budget } = thinking
  if (!['enabled', 'disabled', 'adaptive', 'between_tools'].includes(String(type))) {
    refuse("thinking.type: Input should be 'enabled', 'disabled', 'adaptive' or 'between_tools'")
  }
  if (type !== 'enabled') return
  if (typeof budget !== 'number' || budget < 1_024) {
    return refuse('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024')
  }
  if (budget >= maxTokens) refuse('`max_tokens` must be greater than `thinking.budget_tokens`')
}

/** What a request for messages and one for a count have in common. @throws {ApiError} in the words of the API. */
export function validateCommon(body: unknown): Pick<MessagesRequest, 'model' | 'messages' | 'system'> {
  if (!isObject(body)) return refuse('Input should be a valid dictionary')
  if (typeof body['model'] !== 'string' || body['model'] === '') refuse('model: Field required')
  checkMessages(body['messages'])
  if (body['system'] !== undefined && typeof body['system'] !== 'string') checkContent('system', body['system'])
  return body as unknown as MessagesRequest
}

/** @throws {ApiError} `invalid_request_error` in the words of the API. */
export function validateMessages(body: unknown, maxOutputTokens: number): MessagesRequest {
  const request = validateCommon(body) as MessagesRequest
  for (const name of Object.keys(request)) if (!fields.has(name)) refuse(`${name}: Extra inputs are not permitted`)
  const { max_tokens: maxTokens, stream, stop_sequences: stops } = request as unknown as Json
  if (maxTokens === undefined) refuse('max_tokens: Field required')
  if (typeof maxTokens !== 'number' || !Number.isInteger(maxTokens) || maxTokens < 1) {
    return refuse('max_tokens: Input should be a whole number greater than or equal to 1')
  }
  if (maxTokens > maxOutputTokens) {
    refuse(`max_tokens: ${maxTokens} > ${maxOutputTokens}, which is the maximum allowed number of output tokens`)
  }
  if (stream !== undefined && typeof stream !== 'boolean') refuse('stream: Input should be a valid boolean')
  if (stops !== undefined && !(Array.isArray(stops) && stops.every((stop) => typeof stop === 'string'))) {
    refuse('stop_sequences: Input should be a list of strings')
  }
  checkThinking(request.thinking, maxTokens)
  return request
}
