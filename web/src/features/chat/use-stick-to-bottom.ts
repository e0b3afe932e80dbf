import { nextTick, onScopeDispose, ref, type Ref, watch } from 'vue'

/** A hand on the wheel, the glass or the keys counts as scrolling for so long. Milliseconds. */
const handMs = 400
const handSigns = ['wheel', 'touchmove', 'keydown', 'pointerdown', 'pointermove'] as const

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
  let handUntil = 0

  const distance = (el: HTMLElement) => el.scrollHeight - el.clientHeight - el.scrollTop

  function onScroll() {
    const el = scroller.value
    if (!el) return
    // a list whose heights are corrected moves by itself; the reader moves it with a hand, or while nothing changes
    const byReader = el.scrollHeight === lastHeight || performance.now() < handUntil
    if (el.scrollTop < lastTop - 2 && byReader && distance(el) > 4) atBottom.value = false
    else if (distance(el) <= nearPx) atBottom.value = true
    lastTop = el.scrollTop
    lastHeight = el.scrollHeight
  }

  function onHand(event: Event) {
    // moving over the list is not holding it
    if (event.type === 'pointermove' && (event as PointerEvent).buttons === 0) return
    handUntil = performance.now() + handMs
  }

  function jump(behavior: ScrollBehavior = 'auto') {
    atBottom.value = true
    const el = scroller.value
    if (!el) return
    // a long way would be a long film, of messages that are measured on the way
    const isFar = distance(el) > 3 * el.clientHeight
    el.scrollTo({ top: el.scrollHeight, behavior: isFar ? 'auto' : behavior })
  }

  /** Somebody asked for the end: no hand holds the list any more. */
  function toEnd() {
    handUntil = 0
    jump('smooth')
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
      // corrected heights may have stopped a way to the end short of it
      outer.addEventListener('scrollend', follow)
      for (const sign of handSigns) outer.addEventListener(sign, onHand, { passive: true })
      void nextTick(follow)
      onCleanup(() => {
        sizes?.disconnect()
        outer.removeEventListener('scroll', onScroll)
        outer.removeEventListener('scrollend', follow)
        for (const sign of handSigns) outer.removeEventListener(sign, onHand)
      })
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => sizes?.disconnect())
  return { atBottom, jump, toEnd, leave }
}
