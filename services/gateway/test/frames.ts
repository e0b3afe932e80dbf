import { type AddressedEvent, type AnswerState, applyEvent, emptyAnswer } from '@continuo/contract'

export interface Frame {
  readonly id: string | undefined
  readonly event: string
  readonly data: Record<string, unknown> & { text?: string; message_id?: string }
}

/** Everything that a stream has said, however it came: every frame and every character. */
export function collectFrames() {
  const frames: Frame[] = []
  const waiting = new Set<() => void>()
  let raw = ''
  let rest = ''
  let over = false
  const wake = () => waiting.forEach((check) => check())

  /** Resolves when the frames fulfil the condition; rejects when the stream ends before. */
  function until(condition: (frames: readonly Frame[]) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!condition(frames) && !over) return
        waiting.delete(check)
        if (condition(frames)) resolve()
        else reject(new Error(`the stream ended after: ${frames.map(({ event }) => event).join(' ')}`))
      }
      waiting.add(check)
      check()
    })
  }

  return {
    push: (text: string) => {
      raw += text
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const frame = parse(block)
        if (frame) frames.push(frame)
      }
      wake()
    },
    finish: () => {
      over = true
      wake()
    },
    read: {
      frames,
      until,
      untilEvent: (event: string) => until((all) => all.some((frame) => frame.event === event)),
      untilText: (messageId: string, text: string) => until((all) => foldFrames(all, messageId).text === text),
      raw: () => raw,
    },
  }
}

function parse(block: string): Frame | undefined {
  const fields = block.split('\n').map((line) => /^(\w+): (.*)$/.exec(line))
  const of = (name: string) => fields.find((field) => field?.[1] === name)?.[2]
  const data = of('data')
  return data === undefined ? undefined : { id: of('id'), event: of('event') ?? 'message', data: JSON.parse(data) }
}

/** The frames of one message folded as the browser does it; a gap is an error. */
export function foldFrames(frames: readonly Frame[], messageId: string, start: AnswerState = emptyAnswer): AnswerState {
  let state = start
  for (const { event, data } of frames) {
    if (data.message_id !== messageId || data['seq'] === undefined) continue
    const step = applyEvent(state, { ...data, type: event } as unknown as AddressedEvent)
    if (step.verdict === 'gap') throw new Error(`gap before ${event} ${JSON.stringify(data)}`)
    state = step.state
  }
  return state
}
