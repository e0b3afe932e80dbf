import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultScript } from '../answer/fault-script.ts'
import { isTitleRequest, planAnswer } from '../answer/plan.ts'
import { streamScript } from '../answer/stream-script.ts'
import { wholeScript } from '../answer/whole-script.ts'
import type { Metronome } from '../play/metronome.ts'
import { play } from '../play/player.ts'
import type { Tempo } from '../play/tempo.ts'
import { readConversation } from '../request/conversation.ts'
import type { MessagesRequest } from '../request/types.ts'
import { validateMessages } from '../request/validate.ts'
import type { ScenarioDesk } from '../scenario/desk.ts'
import type { Directives } from '../scenario/directives.ts'
import type { Fault } from '../scenario/fault.ts'
import type { Recorder, RequestRecord } from '../transcript.ts'
import type { Script } from '../wire/script.ts'
import { checkModel, maxOutputTokens } from './models-route.ts'
import { readJson } from './read-body.ts'

export interface MessagesDeps {
  readonly recorder: Recorder
  readonly desk: ScenarioDesk
  readonly metronome: Metronome
  readonly tempo: Tempo
  readonly pingMs: number
}

const tempoOf = (base: Tempo, { tps, ttftMs, burst, deltaTokens }: Directives): Tempo => ({
  tps: tps ?? base.tps,
  ttftMs: ttftMs ?? base.ttftMs,
  burst: burst ?? base.burst,
  deltaTokens: deltaTokens ?? base.deltaTokens,
})

/** Tells the whole response before a byte of it is sent. */
function scriptFor(
  request: MessagesRequest,
  directives: Directives,
  fault: Fault | null,
  ids: { requestId: string; messageId: string; deltaTokens: number },
): { script: Script; seam: RequestRecord['seam'] } {
  const type = request.stream ? 'text/event-stream; charset=utf-8' : 'application/json'
  const instead = fault && faultScript(fault, ids.requestId, type, Date.now())
  if (instead) return { script: instead, seam: null }
  const answer = planAnswer(request, directives, fault, { id: ids.messageId, deltaTokens: ids.deltaTokens })
  const tell = request.stream ? streamScript : wholeScript
  return { script: tell(answer, fault, ids.requestId), seam: answer.seam }
}

/**
 * POST /v1/messages: reads, decides on a scenario, plays the answer and records it all.
 * @throws {ApiError | ScenarioError} before anything is sent, for a request that is not valid.
 */
export async function messagesRoute(
  deps: MessagesDeps,
  req: IncomingMessage,
  res: ServerResponse,
  record: RequestRecord,
  requestId: string,
): Promise<void> {
  const { recorder } = deps
  const body = await readJson(req)
  recorder.update(record, { body })
  const request = validateMessages(body, maxOutputTokens)
  checkModel(request.model)

  const kind = isTitleRequest(request) ? 'title' : 'answer'
  const { key, prompt } = readConversation(request.messages)
  const header = req.headers['x-stand-in-scenario']
  const { directives, fault, attempt } = deps.desk.take({ key, prompt, kind, header: header?.toString() })
  const tempo = tempoOf(deps.tempo, directives)
  const ids = { requestId, messageId: `msg_standin_${record.n}`, deltaTokens: tempo.deltaTokens }
  const { script, seam } = scriptFor(request, directives, fault, ids)
  recorder.update(record, {
    kind,
    prompt,
    attempt,
    seam,
    conversation: key,
    fault: fault?.name ?? null,
    status: script.head?.status ?? null,
  })

  const onSent = (text: string, thinking: string): void =>
    recorder.update(record, {
      sentText: record.sentText + text,
      sentThinking: record.sentThinking + thinking,
      firstTextAt: record.firstTextAt ?? (text === '' ? null : Date.now()),
    })
  const end = await play(script, res, { metronome: deps.metronome, tempo, pingMs: deps.pingMs, onSent })
  const outcome = end === 'client_closed' ? end : fault ? 'faulted' : 'completed'
  recorder.update(record, { outcome, endedAt: Date.now() })
}
