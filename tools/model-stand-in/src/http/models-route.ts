import { ApiError } from '../wire/errors.ts'

/** No answer is longer, whatever the model. */
export const maxOutputTokens = 128_000

const model = (id: string, name: string, line: string, created: string) => ({
  id,
  type: 'model',
  display_name: `${name} (stand-in)`,
  created_at: `${created}T00:00:00Z`,
  capabilities: null,
  lifecycle: 'active',
  line,
  deprecated_at: null,
  retires_at: null,
  max_input_tokens: 200_000,
  max_tokens: maxOutputTokens,
})

/** Newest first, as the API lists them. */
const models = [
  model('claude-haiku-5-5', 'Claude Haiku 5.5', 'haiku', '2026-10-01'),
  model('claude-sonnet-5-5', 'Claude Sonnet 5.5', 'sonnet', '2026-09-01'),
  model('claude-opus-5-5', 'Claude Opus 5.5', 'opus', '2026-08-01'),
]

/** Ids of models the SDK knows but the list leaves out are accepted as well. */
export function checkModel(id: string): void {
  if (!id.startsWith('claude-')) throw new ApiError('not_found_error', `model: ${id}`)
}

export function getModel(id: string) {
  const found = models.find((candidate) => candidate.id === id)
  if (!found) throw new ApiError('not_found_error', `model: ${id}`)
  return found
}

/** A page of the list, by the cursors of the API: `after_id`, `before_id`, `limit` (1–1000, default 20). */
export function listModels(query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) {
    throw new ApiError('invalid_request_error', 'limit: Input should be a whole number from 1 to 1000')
  }
  const position = (name: string): number | null => {
    const id = query.get(name)
    return id === null ? null : models.indexOf(getModel(id))
  }
  const [after, before] = [position('after_id'), position('before_id')]
  const from = before === null ? (after ?? -1) + 1 : Math.max(0, before - limit)
  const to = before ?? from + limit
  const data = models.slice(from, to)
  return {
    data,
    has_more: before === null ? to < models.length : from > 0,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  }
}
