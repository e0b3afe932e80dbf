import type { Fault } from '../scenario/fault.ts'
import { errorBody, statusOfErrorType } from '../wire/errors.ts'
import type { Ending, Frame, Script } from '../wire/script.ts'
import { plainScript } from './fault-script.ts'
import { outputTokensOf, wholeMessage } from './message.ts'
import type { Answer } from './plan.ts'

const insertions: Partial<Record<Fault['name'], string>> = { nul: ' \u0000 ', lone_surrogate: ' \ud83d ' }

function textOf(answer: Answer, fault: Fault | null): string {
  const insertion = fault ? (insertions[fault.name] ?? '') : ''
  const before = answer.pieces.slice(0, answer.piecesBeforeFault)
  return [...before, insertion, ...answer.pieces.slice(answer.piecesBeforeFault)].join('')
}

/** The body as the fault leaves it, and what comes after it. A fault of the stream becomes its nearest relative here. */
function damaged(json: string, fault: Fault | null): { body: string | Uint8Array; ending: Ending } {
  const half = json.slice(0, Math.floor(json.length / 2))
  switch (fault?.name) {
    case 'bad_json':
    case 'fin':
      return { body: half, ending: { kind: 'end' } }
    case 'cut':
      return { body: half, ending: { kind: 'cut' } }
    case 'rst':
      return { body: half, ending: { kind: 'reset' } }
    case 'hang':
    case 'ping_only':
      return { body: half, ending: { kind: 'hang' } }
    case 'invalid_utf8': {
      const bytes = Buffer.from(json)
      const at = bytes.indexOf('"text":"') + '"text":"'.length
      return {
        body: Buffer.concat([bytes.subarray(0, at), Buffer.from([0x80, 0xff]), bytes.subarray(at)]),
        ending: { kind: 'end' },
      }
    }
    default:
      return { body: json, ending: { kind: 'end' } }
  }
}

/** The answer as one JSON body. */
export function wholeScript(answer: Answer, fault: Fault | null, requestId: string): Script {
  if (fault?.name === 'error_event') {
    const type = fault.params['type'] ?? 'overloaded_error'
    const status = (statusOfErrorType as Record<string, number>)[type] ?? 500
    return plainScript(status, 'application/json', errorBody(type, `stand-in scenario: ${type}`, requestId))
  }
  const text = textOf(answer, fault)
  const novel = fault?.name === 'unknown_events' ? { weather: { mood: 'bright' } } : {}
  const { body, ending } = damaged(JSON.stringify({ ...wholeMessage(answer, text), ...novel }), fault)
  const only: Frame = { data: body, paced: true, text, thinking: answer.thinking?.join('') ?? '' }
  return {
    head: { status: 200, headers: { 'content-type': 'application/json' } },
    frames: [only],
    ending,
    keepAlive: null,
    gzip: fault?.name === 'gzip',
    tokensBeforeFirst: outputTokensOf(answer),
  }
}
