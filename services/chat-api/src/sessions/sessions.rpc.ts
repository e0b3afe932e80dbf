import { Uuid, limits } from '@continuo/contract'
import { type ChatApiHandlers, requireUser } from '@continuo/rpc'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { ById, Model, System, Title, pageLimit, parse } from '../rpc/parse.ts'
import { createSession, updateSession } from './change-session.ts'
import { deleteSession } from './delete-session.ts'
import { formatSessionPlace, getSession, listSessions, parseSessionPlace } from './session-store.ts'
import { sessionView, userView } from './session-view.ts'
import { createGuest, getUser } from './users.ts'

const Create = z.object({
  id: Uuid.optional(),
  title: Title.min(1).optional(),
  model: Model.min(1).optional(),
  system: System.optional(),
})
const Update = z.object({
  id: Uuid,
  title: Title.refine((title) => title.trim() !== '', 'must not be empty').optional(),
  model: Model.optional(),
  system: System.optional(),
  pinned: z.boolean().optional(),
  read: z.boolean().optional(),
})
const List = z.object({
  limit: pageLimit(limits.pageItemsDefault, limits.pageItems),
  before: z.string().max(200).optional(),
})

export const sessionHandlers = (deps: Deps): ChatApiHandlers['sessions'] => ({
  async createSession(request, call) {
    const userId = requireUser(call)
    const { id, ...fields } = parse(Create, request)
    return sessionView(await createSession(deps, { userId, id, fields }))
  },
  async getSession(request, call) {
    const userId = requireUser(call)
    return sessionView(await getSession(deps.db, userId, parse(ById, request).id))
  },
  async listSessions(request, call) {
    const userId = requireUser(call)
    const { limit, before } = parse(List, request)
    const place = before === undefined ? undefined : parseSessionPlace(before)
    const rows = await listSessions(deps.db, { userId, limit: limit + 1, before: place })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(sessionView),
      ...(rows.length > limit && last ? { next: formatSessionPlace(last) } : {}),
    }
  },
  async updateSession(request, call) {
    const userId = requireUser(call)
    const { id, ...fields } = parse(Update, request)
    return sessionView(await updateSession(deps, { userId, id, fields }))
  },
  async deleteSession(request, call) {
    const userId = requireUser(call)
    await deleteSession(deps, { userId, id: parse(ById, request).id })
    return {}
  },
  async createGuest() {
    return userView(await createGuest(deps.db))
  },
  async getUser(_request, call) {
    return userView(await getUser(deps.db, requireUser(call)))
  },
})
