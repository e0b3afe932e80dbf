import { computed, onScopeDispose, ref, type Ref, watch } from 'vue'
import { onIdle } from '../../shared/on-idle.ts'

/** A chat of so many messages is mounted whole, when there is time: the browser's own search finds everything in it. */
const wholeUpTo = 60
const perSlice = 4
/** Not before the chat is on screen, and one knows whether it is whole. Milliseconds. */
const settleMs = 500
/** A selection over more than this is not held. */
const maxSelected = 400

/**
 * Which messages stay mounted when they are off screen: all of a short chat; of a long one the last two, those that a
 * selection reaches over, and, once someone searches in the page, all of them.
 */
export function useKeptMounted(scroller: Ref<HTMLElement | null>, count: () => number, hasEarlier: () => boolean) {
  const wholeFrom = ref(Infinity)
  const settled = ref(false)
  const searched = ref(false)
  const selected = ref<[from: number, to: number]>()
  let cancel = () => {}

  function mountMore() {
    cancel()
    const wanted = searched.value || (settled.value && count() <= wholeUpTo && !hasEarlier())
    if (!wanted) wholeFrom.value = Infinity
    if (!wanted || wholeFrom.value <= 0) return
    cancel = onIdle(() => {
      wholeFrom.value = Math.max(0, Math.min(wholeFrom.value, count()) - perSlice)
      mountMore()
    })
  }
  const settling = setTimeout(() => (settled.value = true), settleMs)
  watch([count, hasEarlier, searched, settled], mountMore)

  const indexOf = (node: Node | null): number | undefined => {
    const element = node instanceof Element ? node : node?.parentElement
    const item = element?.closest<HTMLElement>('[data-index]')
    return item && scroller.value?.contains(item) ? Number(item.dataset['index']) : undefined
  }
  function onSelection() {
    const selection = document.getSelection()
    if (!selection || selection.isCollapsed) {
      if (selected.value) selected.value = undefined
      return
    }
    const ends = [indexOf(selection.anchorNode), indexOf(selection.focusNode)].filter((index) => index !== undefined)
    if (ends.length > 0) selected.value = [Math.min(...ends), Math.max(...ends)]
  }
  function onKey(event: KeyboardEvent) {
    if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) searched.value = true
  }
  document.addEventListener('selectionchange', onSelection)
  addEventListener('keydown', onKey)
  onScopeDispose(() => {
    cancel()
    clearTimeout(settling)
    document.removeEventListener('selectionchange', onSelection)
    removeEventListener('keydown', onKey)
  })

  return computed(() => {
    const last = count() - 1
    const indexes = new Set([last - 1, last])
    for (let i = Math.max(0, wholeFrom.value); i < last; i++) indexes.add(i)
    if (selected.value && selected.value[1] - selected.value[0] <= maxSelected)
      for (let i = selected.value[0]; i <= selected.value[1]; i++) indexes.add(i)
    return [...indexes].filter((index) => index >= 0 && index <= last)
  })
}
