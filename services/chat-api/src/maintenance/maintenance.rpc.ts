import { Uuid } from '@continuo/contract'
import type { ChatApiHandlers } from '@continuo/rpc'
import { z } from 'zod'
import type { ChatApiConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import type { Reconciler } from '../reconcile/reconciler.ts'
import { Count, pageLimit, parse } from '../rpc/parse.ts'
import { pruneLogins } from '../accounts/prune.ts'
import { pruneAudit } from '../audit/prune.ts'
import { describeMessages } from './describe.ts'
import { prune } from './prune.ts'
import { reportSweep } from './sweeps.ts'

const Describe = z.object({ refs: z.array(z.object({ session_id: Uuid, message_id: Uuid })).max(500) })
const Limit = z.object({ limit: pageLimit(500, 500) })
const PruneLimit = z.object({ limit: pageLimit(1_000, 10_000) })
const Sweep = z.object({
  task: z.string().regex(/^[a-z_-]{1,50}$/),
  ok: z.boolean(),
  duration_ms: Count,
  scanned: Count,
  removed: Count,
  repaired: Count,
})

export interface MaintenanceDeps extends Pick<Deps, 'db'> {
  readonly reconciler: Pick<Reconciler, 'round'>
  readonly keep: ChatApiConfig['keep']
}

export const maintenanceHandlers = (deps: MaintenanceDeps): ChatApiHandlers['maintenance'] => ({
  async describe(request) {
    const { refs } = parse(Describe, request)
    const asked = refs.map(({ session_id, message_id }) => ({ sessionId: session_id, messageId: message_id }))
    return { facts: await describeMessages(deps.db, asked) }
  },
  async repair(request) {
    return deps.reconciler.round(parse(Limit, request).limit)
  },
  async prune(request) {
    const { limit } = parse(PruneLimit, request)
    const { outboxRows, tombstones } = await prune(deps.db, { limit, ...deps.keep })
    return {
      outbox_rows: outboxRows,
      tombstones,
      logins: await pruneLogins(deps.db, limit),
      audit_events: await pruneAudit(deps.db, { limit, days: deps.keep.auditDays }),
    }
  },
  async reportSweep(request) {
    await reportSweep(deps.db, parse(Sweep, request))
    return {}
  },
})
