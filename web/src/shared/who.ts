import type { MeView } from '@continuo/contract'
import { inject, type InjectionKey, type Ref } from 'vue'

/** Who is signed in; undefined until the server has said it. */
export const whoKey: InjectionKey<Readonly<Ref<MeView | undefined>>> = Symbol('who')

export function useWho(): Readonly<Ref<MeView | undefined>> {
  const who = inject(whoKey)
  if (!who) throw new Error('Nobody: this component must be inside AppShell')
  return who
}
