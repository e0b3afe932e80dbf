import { nextTick, type Ref, shallowRef } from 'vue'
import type { AuthMethods, MeView } from '@continuo/contract'
import { carryOver } from '../../data/carry-over.ts'
import { type ChatClient, createChatClient } from '../../data/client.ts'
import { watchOtherTabs } from '../../data/other-tabs.ts'
import { NewerDatabase } from '../../data/storage.ts'
import { wipe, wipeTraces } from '../../data/wipe.ts'
import { createAccountApi } from '../../transport/account-api.ts'
import { type Api, createApi } from '../../transport/api.ts'
import { asApiError } from '../../transport/errors.ts'
import { createHttp } from '../../transport/http.ts'
import { log } from '../../transport/log.ts'

export type Login =
  | { kind: 'starting' }
  /** `me` is missing until the server has answered: cached chats are shown before that. */
  | { kind: 'ready'; client: ChatClient; me: MeView | undefined }
  | { kind: 'unreachable'; message: string }
  /** `remembers`: chats of the last user are still kept in this browser, out of sight. */
  | { kind: 'sign_in'; methods: AuthMethods; remembers: boolean }
  | { kind: 'broken'; cause: unknown }
  /** An older tab has to let go of the chats first; goes on by itself. */
  | { kind: 'blocked' }
  /** The chats are stored by newer code than this page runs: a reload brings it. */
  | { kind: 'stale' }
  /** Nothing of the user is left here; nobody comes in until somebody wants to. */
  | { kind: 'signed_out'; unreachable?: boolean }

const userKey = 'continuo:user'
/** Set while the last user had an account: nobody comes in its place by himself. */
const accountKey = 'continuo:account'
/** Set while nobody is to come in by himself; `told` once the server knows, too. */
const signedOutKey = 'continuo:signed-out'
const [untold, told] = ['1', 'told']

/** What tabs tell each other about the login. */
type Note = { signedOut: string | undefined } | { done: true }

const startAnew = () => location.replace('/')

/** Told to the page that replaces this one by the name of its window: signing out wipes every storage, in its own time. */
const leftHere = {
  mark: () => void (window.name = signedOutKey),
  take() {
    const isMarked = window.name === signedOutKey
    if (isMarked) window.name = ''
    return isMarked
  },
}

/** This page is about to be replaced: what is still under way in it may fail now, and nobody is left to be told. */
function letFail(): void {
  window.addEventListener('unhandledrejection', (event) => event.preventDefault())
  window.addEventListener('error', (event) => event.preventDefault())
}

/**
 * Who uses this browser. The last user's chats open at once; the server is asked beside that. Without a login a guest
 * is made where guests are allowed.
 */
export function createLogin() {
  const state: Ref<Login> = shallowRef({ kind: 'starting' })
  const http = createHttp({ onUnauthenticated: () => void signIn() })
  const api: Api = createApi(http)
  let signingIn: Promise<void> | undefined
  let failures = 0
  let leaving = false
  const otherTabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('continuo:login')

  async function start(): Promise<void> {
    otherTabs?.addEventListener('message', ({ data }: MessageEvent<Note>) => {
      if ('done' in data) startAnew()
      else if (state.value.kind === 'ready' && data.signedOut === state.value.client.userId) {
        leftHere.mark()
        void leaveForGood()
      }
    })
    const isLeft = leftHere.take()
    // at once: who comes in again asks for it
    if (isLeft && !read(signedOutKey)) write(signedOutKey, untold)
    if (isLeft || read(signedOutKey)) {
      state.value = { kind: 'signed_out' }
      await tellSignedOut().catch(() => undefined)
      return
    }
    const remembered = read(userKey)
    if (remembered) await open(remembered, undefined).catch(refuse)
    if (state.value.kind === 'broken' || state.value.kind === 'stale') return
    await signIn()
  }

  function refuse(cause: unknown): void {
    state.value = cause instanceof NewerDatabase ? { kind: 'stale' } : { kind: 'broken', cause }
  }

  /** One at a time, and again by itself while the server does not answer. */
  function signIn(): Promise<void> {
    signingIn ??= enter().finally(() => {
      signingIn = undefined
    })
    return signingIn
  }

  async function enter(): Promise<void> {
    if (state.value.kind === 'stale' || leaving) return
    try {
      const me = await whoAmI()
      failures = 0
      if (!me) {
        const methods = await account.methods()
        await leave()
        state.value = { kind: 'sign_in', methods, remembers: read(userKey) !== undefined }
        return
      }
      await open(me.user.id, me)
    } catch (cause) {
      if (cause instanceof NewerDatabase) return refuse(cause)
      const error = asApiError(cause)
      if (error.code === 'protocol' && error.status === 0 && state.value.kind !== 'ready')
        state.value = { kind: 'broken', cause }
      else {
        if (state.value.kind !== 'ready') state.value = { kind: 'unreachable', message: error.message }
        setTimeout(() => void signIn(), Math.min(15_000, 1_000 * 2 ** failures++) * (0.5 + Math.random() / 2))
      }
    }
  }

  /** The user, if need be a new guest; undefined when neither is to be had. */
  async function whoAmI(): Promise<MeView | undefined> {
    try {
      return await meOnly()
    } catch (cause) {
      if (asApiError(cause).status !== 401) throw cause
    }
    // who has an account signs in again, and finds everything as it was; a guest in that place would end it
    if (read(accountKey)) return undefined
    try {
      await api.signInAsGuest()
    } catch (cause) {
      if ([401, 403, 404, 405].includes(asApiError(cause).status)) return undefined
      throw cause
    }
    return meOnly()
  }

  // asked without the hook for 401, which would ask again
  const bare = createApi(createHttp())
  const account = createAccountApi(createHttp())
  const meOnly = () => bare.me()

  async function open(userId: string, me: MeView | undefined): Promise<void> {
    const before = state.value.kind === 'ready' ? state.value.client : undefined
    const wasGuest = read(accountKey) === undefined
    if (me) write(accountKey, me.user.kind === 'account' ? '1' : undefined)
    if (before?.userId === userId) {
      state.value = { kind: 'ready', client: before, me }
      before.start()
      return
    }
    await before?.close()
    const client = createChatClient({ userId, http, api })
    watchOtherTabs(client.db, {
      onUpgrade: () => void letGo(client),
      onDelete: () => void leaveForGood(),
      onBlocked: () => {
        if (state.value.kind !== 'ready') state.value = { kind: 'blocked' }
      },
    })
    await client.open()
    const last = before?.userId ?? read(userKey)
    if (last && last !== userId) await takeOver(last, client, { isGuest: wasGuest && me?.user.kind === 'guest' })
    write(userKey, userId)
    state.value = { kind: 'ready', client, me }
    if (me) client.start()
  }

  /** Nobody sees another user's chats here; only a guest's unsent words follow the guest. */
  async function takeOver(userId: string, to: ChatClient, { isGuest }: { isGuest: boolean }): Promise<void> {
    await (isGuest ? carryOver(userId, to.db) : wipe(userId)).catch(() => undefined)
  }

  async function leave(): Promise<void> {
    if (state.value.kind === 'ready') await state.value.client.close()
  }

  /** A newer tab wants to rebuild the database. What is being typed is stored as the page goes, before it is closed. */
  async function letGo(client: ChatClient): Promise<void> {
    state.value = { kind: 'stale' }
    await nextTick()
    await client.close()
  }

  /** Another tab has signed out. The page starts anew when that is done: its memory still holds what was shown. */
  async function leaveForGood(): Promise<void> {
    if (leaving) return
    leaving = true
    letFail()
    setTimeout(startAnew, 5_000)
    await vacate()
  }

  /** Takes the chats off the screen, and whoever still writes to the database out of it. */
  async function vacate(): Promise<string | undefined> {
    if (state.value.kind !== 'ready') return undefined
    const { client } = state.value
    state.value = { kind: 'starting' }
    await nextTick()
    await client.close()
    return client.userId
  }

  /**
   * Ends the login and removes everything of the user from this browser, in all tabs, also without a network: then the
   * server is told at the next start. What was not sent is lost: ask first.
   */
  async function signOut(): Promise<void> {
    if (leaving) return
    leaving = true
    letFail()
    leftHere.mark()
    write(signedOutKey, untold)
    const userId = (await vacate()) ?? read(userKey)
    otherTabs?.postMessage({ signedOut: userId } satisfies Note)
    await tellSignedOut().catch(() => undefined)
    if (userId) await wipe(userId).catch((cause: unknown) => log.warn('the database could not be removed', cause))
    await wipeTraces()
    otherTabs?.postMessage({ done: true } satisfies Note)
    startAnew()
  }

  /**
   * Once: its answer clears all storages of this origin, in every tab and in its own time, so that another tab that
   * starts just then would find no word of this.
   * @throws {ApiError}: it could not be told, and the login may still be alive.
   */
  async function tellSignedOut(): Promise<void> {
    if (read(signedOutKey) === told) return
    let key = untold
    try {
      await bare.signOut()
      key = told
    } finally {
      write(signedOutKey, key)
    }
  }

  /** Comes in again, after signing out or after a failure. */
  async function retry(): Promise<void> {
    if (read(signedOutKey)) {
      try {
        await tellSignedOut()
      } catch {
        state.value = { kind: 'signed_out', unreachable: true }
        return
      }
      write(signedOutKey, undefined)
      state.value = { kind: 'starting' }
    }
    await signIn()
  }

  return { state, api, account, start, retry, signOut }
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // only the instant start of the next visit is lost
  }
}
