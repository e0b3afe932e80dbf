import { ModelList } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'
import { operation } from '../http/operation.ts'

export const listModels = ({ api }: { api: ChatApi }) =>
  operation({
    id: 'listModels',
    method: 'get',
    path: '/models',
    tag: 'Models',
    summary: 'Models to choose from',
    access: 'user',
    replies: { 200: { description: 'What the generators have reported.', schema: ModelList } },
    handle: async (call) => {
      const { items, default_id } = await api.messages.listModels({}, call.asCaller)
      const body: ModelList = { items: items.map(({ id, name }) => ({ id, name })), default: default_id }
      return { status: 200, body }
    },
  })
