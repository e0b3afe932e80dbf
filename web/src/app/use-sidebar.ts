import { computed, nextTick, onScopeDispose, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { preference } from '../shared/preference.ts'

const wide = preference<'open' | 'closed'>('sidebar', 'open', (value) => value === 'closed')

/**
 * The list of chats: beside the chat, open or not as it was left; where there is no room for both, a drawer over it,
 * which has the focus as long as it is open.
 */
export function useSidebar() {
  const query = matchMedia('(width < 48rem)')
  const narrow = ref(query.matches)
  const isOpenAtRest = () => !narrow.value && wide.value === 'open'
  const isOpen = ref(isOpenAtRest())
  const followWidth = () => {
    narrow.value = query.matches
    isOpen.value = isOpenAtRest()
  }

  function set(open: boolean): void {
    isOpen.value = open
    if (!narrow.value) wide.value = open ? 'open' : 'closed'
  }
  const isDrawer = computed(() => narrow.value && isOpen.value)
  const closeDrawer = () => {
    if (isDrawer.value) isOpen.value = false
  }

  function onEscape(event: KeyboardEvent): void {
    const overlay = document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')
    if (event.key === 'Escape' && !overlay) closeDrawer()
  }

  let opener: Element | null = null
  watch(isDrawer, async (open) => {
    if (open) opener = document.activeElement
    await nextTick()
    const target = open ? document.querySelector('.shell-side a') : opener
    if (target instanceof HTMLElement && (open || document.activeElement === document.body)) target.focus()
  })

  const route = useRoute()
  watch(() => route.path, closeDrawer)
  query.addEventListener('change', followWidth)
  window.addEventListener('keydown', onEscape)
  onScopeDispose(() => {
    query.removeEventListener('change', followWidth)
    window.removeEventListener('keydown', onEscape)
  })
  return { isOpen, isDrawer, set, closeDrawer }
}
