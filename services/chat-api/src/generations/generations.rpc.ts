import { AppError, Uuid, limits } from '@continuo/contract'
import type { ChatApiHandlers } from '@continuo/rpc'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { bookTitle } from '../limits/settle.ts'
import { reportModels } from '../models/models.ts'
import { Count, Epoch, Model, Seq, StoredText, Title, WorkerId, parse } from '../rpc/parse.ts'
import { getTitleContext, setTitle } from '../titles/titles.ts'
import { claimMessage } from './claim.ts'
import { completeMessage, failMessage } from './complete.ts'
import { checkpoint, renewEpoch, renewLeases } from './leases.ts'
import { releaseMessage } from './release.ts'

const Claim = z.object({
  message_id: Uuid,
  dispatch_no: Count,
  worker_id: WorkerId,
  max_output_tokens: Count.optional(),
})
const Lease = z.object({ message_id: Uuid, epoch: Epoch })
const RenewLeases = z.object({ worker_id: WorkerId, leases: z.array(Lease).max(1_000) })
const Checkpoint = Lease.extend({ seq: Seq, text: StoredText, thinking: StoredText })

const Usage = z.object({
  input_tokens: Count,
  output_tokens: Count,
  cache_read_tokens: Count,
  cache_write_tokens: Count,
})
const Word = Checkpoint.extend({ usage: Usage.nullish().transform((usage) => usage ?? null) })
const Complete = Word.extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  stop_reason: z.string().min(1).max(100),
  model: Model,
  latency_ms: Count,
  first_token_ms: Count.optional(),
  accepted_to_first_token_ms: Count.optional(),
})
const Fail = Word.extend({
  failure: z.object({
    code: z.string().min(1).max(100),
    message: StoredText,
    retry_after_s: z.number().nonnegative().optional(),
  }),
  model: Model.optional(),
  latency_ms: Count.optional(),
})
const Release = Word.extend({
  reason: z.enum(['drain', 'retry']),
  delay_ms: Count.max(3_600_000),
  code: z.string().max(100).optional(),
})
const TitleContext = z.object({ session_id: Uuid })
const SetTitle = z.object({
  session_id: Uuid,
  title: z
    .string()
    .transform((title) => title.trim().slice(0, limits.titleChars).toWellFormed())
    .pipe(Title.min(1)),
  usage: Usage.nullish(),
  model: Model.optional(),
})
const ReportModels = z.object({
  items: z.array(z.object({ id: Model.min(1), name: StoredText.max(200) })).max(500),
  default_id: Model,
  stand_in: z.boolean(),
})

const word = (request: z.infer<typeof Word>) => ({
  messageId: request.message_id,
  epoch: request.epoch,
  seq: request.seq,
  text: request.text,
  thinking: request.thinking,
  usage: request.usage,
})

export const generationHandlers = (deps: Deps): ChatApiHandlers['generations'] => ({
  async claim(request, { requestId }) {
    const { message_id, dispatch_no, worker_id, max_output_tokens } = parse(Claim, request)
    const command = { messageId: message_id, dispatchNo: dispatch_no, workerId: worker_id }
    return claimMessage(deps, { ...command, requestId, maxOutputTokens: max_output_tokens })
  },
  async renewLeases(request) {
    const { worker_id, leases } = parse(RenewLeases, request)
    const held = leases.map(({ message_id, epoch }) => ({ messageId: message_id, epoch }))
    return { lost_message_ids: await renewLeases(deps, worker_id, held) }
  },
  async renewEpoch(request) {
    const { message_id, epoch } = parse(Lease, request)
    return { epoch: await renewEpoch(deps, { messageId: message_id, epoch }) }
  },
  async checkpoint(request) {
    const { message_id, ...rest } = parse(Checkpoint, request)
    await checkpoint(deps, { messageId: message_id, ...rest })
    return {}
  },
  async complete(request) {
    const parsed = parse(Complete, request)
    return completeMessage(deps, {
      ...word(parsed),
      sha256: parsed.sha256,
      stopReason: parsed.stop_reason,
      model: parsed.model,
      latencyMs: parsed.latency_ms,
      firstTokenMs: parsed.first_token_ms,
      acceptedToFirstTokenMs: parsed.accepted_to_first_token_ms,
    })
  },
  async fail(request) {
    const parsed = parse(Fail, request)
    const { code, message, retry_after_s } = parsed.failure
    return failMessage(deps, {
      ...word(parsed),
      failure: { code, message, retryAfterS: retry_after_s },
      model: parsed.model,
      latencyMs: parsed.latency_ms,
    })
  },
  async release(request) {
    const parsed = parse(Release, request)
    await releaseMessage(deps, {
      ...word(parsed),
      reason: parsed.reason,
      delayMs: parsed.delay_ms,
      code: parsed.code,
    })
    return {}
  },
  async getTitleContext(request) {
    return getTitleContext(deps, parse(TitleContext, request).session_id)
  },
  async setTitle(request) {
    const { session_id, title, usage, model } = parse(SetTitle, request)
    if (usage) deps.events.booked(await bookTitle(deps.db, session_id, usage, model))
    return { applied: await setTitle(deps, session_id, title) }
  },
  async reportModels(request) {
    const report = parse(ReportModels, request)
    if (report.default_id === '') throw new AppError('bad_request', 'default_id: must not be empty')
    await reportModels(deps.db, report)
    return {}
  },
})
