import { type Ref, shallowRef } from 'vue'
import type { MeView } from '@continuo/contract'
import { carryOver } from '../../data/carry-over.ts'
import { type ChatClient, createChatClient } from '../../data/client.ts'
import { type Api, createApi } from '../../transport/api.ts'
import { asApiError } from '../../transport/errors.ts'
import { createHttp } from '../../transport/http.ts'

export type Login =
  | { kind: 'starting' }
  /** `me` is missing until the server has answered: cached chats are shown before that. */
  | { kind: 'ready'; client: ChatClient; me: MeView | undefined }
  | { kind: 'unreachable'; message: string }
  | { kind: 'sign_in' }
  | { kind: 'broken'; cause: unknown }

const userKey = 'continuo:user'

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

  async function start(): Promise<void> {
    const remembered = readUser()
    if (remembered)
      await open(remembered, undefined).catch((cause: unknown) => (state.value = { kind: 'broken', cause }))
    if (state.value.kind === 'broken') return
    await signIn()
  }

  /** One at a time, and again by itself while the server does not answer. */
  function signIn(): Promise<void> {
    signingIn ??= enter().finally(() => {
      signingIn = undefined
    })
    return signingIn
  }

  async function enter(): Promise<void> {
    try {
      const me = await whoAmI()
      failures = 0
      if (!me) {
        await leave()
        state.value = { kind: 'sign_in' }
        return
      }
      await open(me.user.id, me)
    } catch (cause) {
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
  const meOnly = () => bare.me()

  async function open(userId: string, me: MeView | undefined): Promise<void> {
    const before = state.value.kind === 'ready' ? state.value.client : undefined
    if (before?.userId === userId) {
      state.value = { kind: 'ready', client: before, me }
      before.start()
      return
    }
    await before?.close()
    const client = createChatClient({ userId, http, api })
    await client.open()
    if (before) await carryOver(before.userId, client.db).catch(() => undefined)
    writeUser(userId)
    state.value = { kind: 'ready', client, me }
    if (me) client.start()
  }

  async function leave(): Promise<void> {
    if (state.value.kind === 'ready') await state.value.client.close()
  }

  return { state, api, start, retry: signIn }
}

function readUser(): string | undefined {
  try {
    return localStorage.getItem(userKey) ?? undefined
  } catch {
    return undefined
  }
}

function writeUser(userId: string): void {
  try {
    localStorage.setItem(userKey, userId)
  } catch {
    // only the instant start of the next visit is lost
  }
}
