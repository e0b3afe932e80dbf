import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const panels = ['settings', 'shortcuts'] as const
export type Panel = (typeof panels)[number]

/** Opened from this page, so that going back in the history is what closes it. */
let pushed = false

/**
 * The dialog over the page, if any: it stands in the address (`?panel=settings`), so that a reload keeps it and the
 * back button closes it.
 */
export function usePanel() {
  const route = useRoute()
  const router = useRouter()
  const panel = computed(() => panels.find((name) => name === route.query['panel']))

  async function open(name: Panel): Promise<void> {
    const query = { ...route.query, panel: name }
    if (panel.value) return void (await router.replace({ query }))
    pushed = true
    await router.push({ query })
  }

  async function close(): Promise<void> {
    if (!panel.value) return
    const wasPushed = pushed
    pushed = false
    if (wasPushed) return router.back()
    const { panel: _closed, ...query } = route.query
    await router.replace({ query })
  }

  const toggle = (name: Panel): Promise<void> => (panel.value === name ? close() : open(name))
  return { panel, open, close, toggle }
}
