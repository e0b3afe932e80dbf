import { shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { rememberPlace } from './scroll-places.ts'

/** How long a message that was looked for stands out, in milliseconds; as long as its animation. */
const shownMs = 2_500
/** Messages above it that are read along, and the space left over it on the screen in CSS pixels. */
const before = { messages: 5, px: 72 }

const found = shallowRef<string>()
const visit = shallowRef(0)
let timer: ReturnType<typeof setTimeout> | undefined

/** Opens a session at one of its messages, which then stands out for a moment. */
export function useFoundMessage() {
  const route = useRoute()
  const router = useRouter()

  async function show(message: { id: string; sessionId: string; position: number }): Promise<void> {
    rememberPlace(message.sessionId, {
      from: Math.max(0, message.position - before.messages),
      anchor: { id: message.id, offsetPx: -before.px },
      sizes: { firstId: '', count: 0, snapshot: undefined as never },
    })
    clearTimeout(timer)
    found.value = message.id
    timer = setTimeout(() => (found.value = undefined), shownMs)
    // a session that is open already is opened anew at the other place
    if (route.params['id'] === message.sessionId) visit.value++
    else await router.push({ name: 'session', params: { id: message.sessionId } })
  }
  return { show, visit, isFound: (id: string) => found.value === id }
}
