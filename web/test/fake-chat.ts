import { createHash } from 'node:crypto'
import {
  type AcceptedMessage,
  type AddressedEvent,
  isTerminal,
  type LifecycleEvent,
  type MessageView,
  newId,
  type Position,
  type PostMessageBody,
  type SessionView,
  type StreamEvent,
  type SyncView,
} from '@continuo/contract'
import { scriptOf } from './fake-answers.ts'
import { messageView } from './message-view.ts'

export interface FakeMessage {
  view: MessageView
  log: AddressedEvent[]
  epoch: number
  changed: number
}

export type Subscriber = (name: string, data: object) => void

/** The server's side of the story in memory: enough of it to develop and test the page without a gateway. */
export class FakeChat {
  sessions = new Map<string, { view: SessionView; changed: number }>()
  messages = new Map<string, FakeMessage>()
  deleted: { kind: 'session' | 'message'; id: string; changed: number }[] = []
  subscribers = new Set<Subscriber>()
  posts = 0
  #clock = 0
  #tokenMs: number
  #timers = new Set<ReturnType<typeof setTimeout>>()

  constructor(tokenMs: number) {
    this.#tokenMs = tokenMs
  }

  accept(body: PostMessageBody): AcceptedMessage {
    this.posts++
    const sessionId = body.session_id ?? newId()
    const userId = body.id ?? newId()
    const repeated = [...this.messages.values()].find((m) => m.view.reply_to === userId)
    if (repeated) return accepted(repeated.view, userId)
    if (!this.sessions.has(sessionId)) {
      if (body.session_id && !body.create_session) throw new Error('404')
      this.#putSession({
        id: sessionId,
        title: null,
        model: body.model ?? null,
        system: null,
        ...stamps(),
        message_count: 0,
        pinned: false,
        unread: false,
      })
    }
    const last = this.#lastOf(sessionId)
    if (body.base && body.base !== last?.id && body.base !== last?.reply_to) throw new Error('409')
    const place = [...this.messages.values()].filter((m) => m.view.session_id === sessionId).length
    this.#add({ ...blank(sessionId, place), id: userId, role: 'user', status: 'completed', content: body.content })
    const answer = this.#add({ ...blank(sessionId, place + 1), reply_to: userId })
    const session = this.sessions.get(sessionId)!
    this.#putSession({
      ...session.view,
      last_message_at: stamps().last_message_at,
      message_count: place + 2,
      unread: false,
    })
    this.tell({
      type: 'message_accepted',
      session_id: sessionId,
      message_id: answer.view.id,
      user_message_id: userId,
      replaces: null,
    })
    this.#write(answer, body.content)
    this.#later(800, () => session.view.title === null && this.change(sessionId, { title: titleOf(body.content) }))
    return accepted(answer.view, userId)
  }

  retry(id: string): AcceptedMessage {
    const old = this.messages.get(id)!
    if (old.view.replaced_by) return accepted(this.messages.get(old.view.replaced_by)!.view, old.view.reply_to!)
    if (old.view.status === 'completed' && this.#lastOf(old.view.session_id)?.id !== id) throw new Error('409')
    const prompt = this.messages.get(old.view.reply_to!)!
    const fresh = this.#add({ ...blank(old.view.session_id, old.view.position), reply_to: prompt.view.id })
    this.#touch(old, { replaced_by: fresh.view.id })
    this.deleted.push({ kind: 'message', id, changed: ++this.#clock })
    this.#write(fresh, prompt.view.content.replace(/error/gi, 'e-r-r-o-r'))
    return accepted(fresh.view, prompt.view.id)
  }

  cancel(id: string, cursor: Position): MessageView {
    const message = this.messages.get(id)!
    if (!isTerminal(message.view.status)) {
      const seen = message.log.filter((e) => e.epoch === cursor.epoch && e.seq <= cursor.seq)
      const text = seen.reduce(
        (all, e) => (e.type === 'delta' ? all + e.text : e.type === 'snapshot' ? e.text : all),
        '',
      )
      this.openEpoch(message, { type: 'snapshot', text, status: 'cancelled' })
      this.append(message, { type: 'cancelled', length: text.length, sha256: hashOf(text) })
    }
    return message.view
  }

  change(
    id: string,
    { read, ...fields }: Partial<Pick<SessionView, 'title' | 'pinned'>> & { read?: true },
  ): SessionView {
    const { view } = this.sessions.get(id)!
    this.#putSession({ ...view, ...fields, unread: view.unread && !read })
    return this.#tellSession(id)
  }

  remove(id: string): void {
    this.sessions.delete(id)
    for (const [messageId, m] of this.messages) if (m.view.session_id === id) this.messages.delete(messageId)
    this.deleted.push({ kind: 'session', id, changed: ++this.#clock })
    this.tell({ type: 'session_deleted', session_id: id })
  }

  /** @param have What the browser says it has, `<message>:<epoch>.<seq>,…`. */
  sync(since: string | null, have = ''): SyncView {
    const from = Number(since ?? 0)
    const gone = this.deleted.filter((d) => d.changed > from)
    return {
      sessions: [...this.sessions.values()].filter((s) => s.changed > from).map((s) => s.view),
      messages: [...this.messages.values()]
        .filter((m) => m.changed > from && !m.view.replaced_by)
        .map(({ view }) => (has(have, view) ? { ...view, content: '', thinking: '', content_omitted: true } : view)),
      deleted: {
        sessions: gone.filter((d) => d.kind === 'session').map((d) => d.id),
        messages: gone.filter((d) => d.kind === 'message').map((d) => d.id),
      },
      token: String(this.#clock),
      more: false,
      full: since === null,
    }
  }

  active = (): FakeMessage[] => [...this.messages.values()].filter((m) => !isTerminal(m.view.status))

  /** What a reader with this cursor has missed. */
  replay(message: FakeMessage, at: Position | undefined): AddressedEvent[] {
    const known = at && at.epoch === message.epoch
    return message.log.filter((e) => e.epoch === message.epoch && (!known || e.seq > at.seq))
  }

  append(message: FakeMessage, event: StreamEvent): void {
    const seq = message.log.filter((e) => e.epoch === message.epoch).length + 1
    const addressed = {
      ...event,
      session_id: message.view.session_id,
      message_id: message.view.id,
      epoch: message.epoch,
      seq,
    } as AddressedEvent
    message.log.push(addressed)
    this.#fold(message, addressed)
    const { type, ...body } = addressed
    for (const send of [...this.subscribers]) send(type, body)
    const { session_id, id: message_id, status } = message.view
    if (!isTerminal(status)) return
    this.tell({ type: 'message_ended', session_id, message_id, status })
    const session = this.sessions.get(session_id)
    if (status === 'cancelled' || !session) return
    this.#putSession({ ...session.view, unread: true })
    this.#tellSession(session_id)
  }

  openEpoch(message: FakeMessage, opening: StreamEvent): void {
    message.epoch++
    this.append(message, opening)
  }

  tell(event: LifecycleEvent): void {
    const { type, ...body } = event
    for (const send of [...this.subscribers]) send(type, body)
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #fold(message: FakeMessage, e: AddressedEvent): void {
    const { view } = message
    const content =
      e.type === 'delta'
        ? view.content + e.text
        : e.type === 'snapshot'
          ? e.text
          : e.type === 'reset'
            ? ''
            : view.content
    const thinking = e.type === 'thinking' ? view.thinking + e.text : view.thinking
    const status =
      e.type === 'completed' || e.type === 'cancelled' || e.type === 'error'
        ? e.type
        : e.type === 'status'
          ? e.status
          : 'generating'
    this.#touch(message, { content, thinking, status, cursor: `${e.epoch}.${e.seq}` })
    if (e.type === 'completed')
      this.#touch(message, {
        usage: e.usage,
        latency_ms: e.latency_ms,
        model: e.model,
        sha256: e.sha256,
        stop_reason: e.stop_reason,
      })
    if (e.type === 'error')
      this.#touch(message, {
        error: { code: e.code, message: e.message, retryable: e.retryable, retry_after_s: e.retry_after_s ?? null },
      })
  }

  #write(message: FakeMessage, prompt: string): void {
    const script = scriptOf(prompt)
    const steps: StreamEvent[] = [
      ...pieces(script.thinking).map((text) => ({ type: 'thinking' as const, text })),
      ...pieces(script.text).map((text) => ({ type: 'delta' as const, text })),
    ]
    const half = Math.floor(steps.length / 2)
    const next = (i: number) => {
      if (isTerminal(message.view.status)) return
      if (i === half && script.fate === 'hang') return
      if (i === half && script.fate === 'error')
        return this.append(message, {
          type: 'error',
          code: 'overloaded',
          message: 'The model is overloaded',
          retryable: true,
        })
      if (i === half && script.fate === 'recover') {
        this.openEpoch(message, {
          type: 'snapshot',
          text: message.view.content,
          status: 'generating',
          recovering: true,
        })
        return this.#later(6_000, () => advance(i))
      }
      if (i === steps.length) return this.append(message, end(message.view.content))
      advance(i)
    }
    const advance = (i: number) => {
      this.append(message, steps[i]!)
      this.#later(this.#tokenMs, () => next(i + 1))
    }
    this.#later(script.queuedMs, () => {
      if (isTerminal(message.view.status)) return
      this.openEpoch(message, { type: 'reset', reason: 'started' })
      next(0)
    })
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, ms)
    this.#timers.add(timer)
  }

  #add(view: MessageView): FakeMessage {
    const message: FakeMessage = { view, log: [], epoch: 0, changed: ++this.#clock }
    this.messages.set(view.id, message)
    return message
  }

  #touch(message: FakeMessage, change: Partial<MessageView>): void {
    message.view = { ...message.view, ...change }
    message.changed = ++this.#clock
  }

  #lastOf(sessionId: string): MessageView | undefined {
    const inSession = [...this.messages.values()].map((m) => m.view).filter((m) => m.session_id === sessionId)
    return inSession
      .filter((m) => !m.replaced_by)
      .sort((a, b) => a.position - b.position)
      .at(-1)
  }

  #tellSession(id: string): SessionView {
    const { view } = this.sessions.get(id)!
    const { title, pinned, unread } = view
    this.tell({ type: 'session_changed', session_id: id, title, pinned, unread })
    return view
  }

  #putSession(view: SessionView): void {
    const known = this.sessions.get(view.id)
    if (known) Object.assign(known, { view, changed: ++this.#clock })
    else this.sessions.set(view.id, { view, changed: ++this.#clock })
  }
}

const has = (have: string, { id, status, cursor }: MessageView): boolean =>
  isTerminal(status) && have.split(',').includes(`${id}:${cursor}`)

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const end = (text: string): StreamEvent => ({
  type: 'completed',
  length: text.length,
  sha256: hashOf(text),
  usage: { input_tokens: 42, output_tokens: Math.ceil(text.length / 4) },
  latency_ms: 4200,
  first_token_ms: 380,
  stop_reason: 'end_turn',
  model: 'stand-in-1',
})

const accepted = (view: MessageView, userId: string): AcceptedMessage => ({
  session_id: view.session_id,
  user_message_id: userId,
  message_id: view.id,
  task_id: `gen-${view.id}-1`,
  status: view.status,
  stream_url: `/api/v1/chat/stream/${view.session_id}?cursor=${view.id}:0.0`,
  status_url: `/api/v1/chat/status/${view.session_id}/${view.id}`,
})

const stamps = () => ({ created_at: new Date().toISOString(), last_message_at: new Date().toISOString() })

const blank = (sessionId: string, position: number): MessageView =>
  messageView({ id: newId(), session_id: sessionId, position, created_at: new Date().toISOString() })

const pieces = (text: string): string[] => text.match(/[\s\S]{1,7}/gu) ?? []
const titleOf = (prompt: string): string => prompt.replace(/[.?!].*$/s, '').slice(0, 48)
