import { onScopeDispose, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { preference } from '../shared/preference.ts'

const wide = preference<'open' | 'closed'>('sidebar', 'open', (value) => value === 'closed')

/** The list of chats: beside the chat, open or not as it was left; where there is no room for both, a drawer over it. */
export function useSidebar() {
  const narrow = matchMedia('(width < 48rem)')
  const isOpenAtRest = () => !narrow.matches && wide.value === 'open'
  const isOpen = ref(isOpenAtRest())
  const followWidth = () => (isOpen.value = isOpenAtRest())
  narrow.addEventListener('change', followWidth)
  onScopeDispose(() => narrow.removeEventListener('change', followWidth))

  function set(open: boolean): void {
    isOpen.value = open
    if (!narrow.matches) wide.value = open ? 'open' : 'closed'
  }
  const closeDrawer = () => {
    if (narrow.matches) isOpen.value = false
  }
  const route = useRoute()
  watch(() => route.path, closeDrawer)
  return { isOpen, set, closeDrawer }
}
