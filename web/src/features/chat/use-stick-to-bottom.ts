import { nextTick, onScopeDispose, ref, type Ref, watch } from 'vue'

/** Within this many pixels of the end a reader counts as being there. */
const nearPx = 80

/**
 * Follows growing content only while the reader is at the end: whoever scrolls up stays where they are, whoever comes
 * back to the end (or asks for it) is taken along again.
 */
export function useStickToBottom(scroller: Ref<HTMLElement | null>, content: Ref<HTMLElement | null>) {
  const atBottom = ref(true)
  let lastTop = 0
  let lastHeight = 0

  const distance = (el: HTMLElement) => el.scrollHeight - el.clientHeight - el.scrollTop

  function onScroll() {
    const el = scroller.value
    if (!el) return
    // a list that is measured anew shrinks and takes the place along; only the reader scrolls up in one that does not
    const shrank = el.scrollHeight < lastHeight
    if (el.scrollTop < lastTop - 2 && !shrank && distance(el) > 4) atBottom.value = false
    else if (distance(el) <= nearPx) atBottom.value = true
    lastTop = el.scrollTop
    lastHeight = el.scrollHeight
  }

  function jump(behavior: ScrollBehavior = 'auto') {
    atBottom.value = true
    const el = scroller.value
    el?.scrollTo({ top: el.scrollHeight, behavior })
  }

  /** The reader is put somewhere else: nothing is followed from here on, unless that is the end. */
  function leave() {
    atBottom.value = false
  }

  const follow = () => atBottom.value && jump()
  const sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(follow)
  watch(
    [scroller, content],
    ([outer, inner], _before, onCleanup) => {
      if (!outer || !inner) return
      sizes?.observe(inner)
      sizes?.observe(outer)
      outer.addEventListener('scroll', onScroll, { passive: true })
      void nextTick(follow)
      onCleanup(() => {
        sizes?.disconnect()
        outer.removeEventListener('scroll', onScroll)
      })
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => sizes?.disconnect())
  return { atBottom, jump, leave }
}
