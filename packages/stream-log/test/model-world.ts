import { applyEvent, emptyAnswer, isAfter, type AddressedEvent, type Position } from '@continuo/contract'
import { address, foldAll } from './arbitraries.ts'
import { type FollowInput, type FollowOutput, type FollowState, startFollowing, step } from '../src/follow.ts'

/** An event in the shape of the core, with what the reducer needs to judge it. */
export interface ModelEvent extends Position {
  readonly firstSeq: number
  readonly type: string
  readonly event: AddressedEvent
}

const asModel = (event: AddressedEvent): ModelEvent => ({
  epoch: event.epoch,
  seq: event.seq,
  type: event.type,
  firstSeq: event.type === 'snapshot' ? 1 : 'first_seq' in event && event.first_seq ? event.first_seq : event.seq,
  event,
})

type Begin = () => { state: FollowState<ModelEvent>; outputs: readonly FollowOutput<ModelEvent>[] }

/**
 * A small world around one viewer: a writer with its log, a Postgres that knows less, a pub/sub that loses everything
 * in flight when its connection is renewed and repeats and disorders at will, reads that answer late. Judged by the
 * contract's reducer at every single event that the viewer is sent.
 */
export class World {
  log: AddressedEvent[] = []
  epoch = 0
  over = false
  seen = emptyAnswer
  /** Published, not yet delivered. */
  flying: ModelEvent[] = []
  /** Delivered once; may come again. */
  delivered: ModelEvent[] = []
  reads: { after: Position; answer?: FollowInput<ModelEvent> }[] = []
  stored: AddressedEvent[] = []
  subscribed = false
  ends = 0
  full = false
  #state: FollowState<ModelEvent>

  constructor(begin: Begin = () => ({ state: startFollowing<ModelEvent>({ epoch: 0, seq: 0 }), outputs: [] })) {
    const { state, outputs } = begin()
    this.#state = state
    this.#obey(outputs)
  }

  get phase() {
    return this.#state.phase
  }

  write(event: AddressedEvent) {
    this.log.push(event)
    if (this.subscribed) this.flying.push(asModel(event))
  }

  openEpoch(withSnapshot: boolean) {
    if (this.over) return
    const { text } = foldAll(this.log)
    this.epoch++
    this.log = []
    this.write(
      address(
        withSnapshot ? { type: 'snapshot', text, status: 'generating' } : { type: 'reset', reason: 'x' },
        this.epoch,
        1,
      ),
    )
  }

  append(text: string) {
    if (!this.over && this.log.length > 0) this.write(address({ type: 'delta', text }, this.epoch, this.log.length + 1))
  }

  checkpoint() {
    const { at, text } = foldAll(this.log)
    if (at.epoch > 0 && !this.over)
      this.stored = [address({ type: 'snapshot', text, status: 'generating' }, at.epoch, at.seq)]
  }

  finish() {
    if (this.over || this.log.length === 0) return
    const { at, text } = foldAll(this.log)
    const last = address({ type: 'cancelled', length: text.length, sha256: '' }, this.epoch, at.seq + 1)
    this.stored = [address({ type: 'snapshot', text, status: 'cancelled' }, at.epoch, at.seq), last]
    this.write(last)
    this.over = true
  }

  /** Redis comes back empty. A writer that is not done opens a newer epoch; an ended message stays in Postgres only. */
  loseLog() {
    if (this.log.length === 0) return
    const { text } = foldAll(this.log)
    this.renewConnection()
    this.log = []
    if (!this.over) {
      this.epoch++
      this.write(address({ type: 'snapshot', text, status: 'generating' }, this.epoch, 1))
    }
  }

  subscribe() {
    this.subscribed = true
  }

  acknowledge() {
    if (this.subscribed) this.input({ kind: 'joined' })
  }

  renewConnection() {
    this.flying = []
    if (this.subscribed) this.input({ kind: 'doubt' })
  }

  deliver(index: number) {
    const [event] = this.flying.splice(index % Math.max(1, this.flying.length), 1)
    if (!event) return
    this.delivered.push(event)
    this.input({ kind: 'live', event })
  }

  deliverAgain(index: number) {
    const event = this.delivered[index % Math.max(1, this.delivered.length)]
    if (event) this.input({ kind: 'live', event })
  }

  /** The read happens now, its answer comes later. */
  runRead(merged: boolean) {
    const read = this.reads.find((one) => !one.answer)
    if (read) read.answer = this.#answer(read.after, merged)
  }

  answerRead() {
    if (!this.reads[0]?.answer) return
    const [{ answer } = {}] = this.reads.splice(0, 1)
    if (answer) this.input(answer)
  }

  drain() {
    this.full = false
    this.input({ kind: 'drained' })
  }

  #answer(after: Position, merged: boolean): FollowInput<ModelEvent> {
    const last = this.log.at(-1)
    const endsAt = this.over ? (this.stored.at(-1) as Position) : undefined
    if (!last || after.epoch > last.epoch || (after.epoch === last.epoch && after.seq > last.seq))
      return { kind: 'replayed', events: this.stored.map(asModel), endsAt }
    const rest = this.log.filter((event) => isAfter(event, after))
    const body = rest.filter((event) => event.type !== 'cancelled')
    if (!merged || body.length < 2) return { kind: 'replayed', events: rest.map(asModel), endsAt }
    const at = body.at(-1)!
    const tail = rest.slice(body.length)
    const first = rest[0]!.seq
    const text = foldAll(this.log.slice(0, at.seq)).text
    const piece = body.map((event) => ('text' in event ? event.text : '')).join('')
    const one: AddressedEvent =
      first === 1
        ? address({ type: 'snapshot', text, status: 'generating' }, at.epoch, at.seq)
        : address({ type: 'delta', text: piece, first_seq: first }, at.epoch, at.seq)
    return { kind: 'replayed', events: [one, ...tail].map(asModel), endsAt }
  }

  input(input: FollowInput<ModelEvent>) {
    const { state, outputs } = step(this.#state, input)
    this.#state = state
    this.#obey(outputs)
  }

  #obey(outputs: readonly FollowOutput<ModelEvent>[]) {
    for (const output of outputs) {
      if (output.kind === 'read') this.reads.push({ after: output.after })
      else if (output.kind === 'end') this.ends++
      else {
        this.#see(output.event.event)
        if (this.full && output.event.type !== 'cancelled') return this.input({ kind: 'full', at: output.event })
      }
    }
  }

  #see(event: AddressedEvent) {
    if (this.ends > 0) throw new Error('an event after the end')
    if (!isAfter(event, this.seen.at)) throw new Error('a position that does not rise')
    const { state, verdict } = applyEvent(this.seen, event)
    if (verdict !== 'applied') throw new Error(`the reducer says ${verdict}`)
    this.seen = state
  }

  /** Lets everything in flight arrive. No doubt, no check: whatever is missing now would stay missing. */
  settle() {
    this.subscribe()
    this.acknowledge()
    this.drain()
    for (let round = 0; round < 50; round++) {
      while (this.flying.length > 0) this.deliver(0)
      this.runRead(round % 2 === 0)
      this.answerRead()
    }
  }
}
