import { inject, type InjectionKey } from 'vue'
import type { ChatClient } from '../data/client.ts'

export const chatClientKey: InjectionKey<ChatClient> = Symbol('chat client')

/** The client of the signed-in user; only inside the parts that are shown when there is one. */
export function useChatClient(): ChatClient {
  const client = inject(chatClientKey)
  if (!client) throw new Error('No chat client: this component must be inside AppShell')
  return client
}
