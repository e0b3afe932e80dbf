import { ref, shallowRef } from 'vue'
import { errorText } from '../../shared/error-text.ts'
import { useToasts } from '../../shared/use-toasts.ts'

interface Page<Item> {
  items: Item[]
  next: string | null
}

/** A list of the server that comes page by page. `reload` begins anew; only the last one asked for is shown. */
export function usePages<Item>(load: (before: string | undefined) => Promise<Page<Item>>) {
  const toasts = useToasts()
  const items = shallowRef<Item[]>()
  const next = ref<string>()
  const problem = ref('')
  let asked = 0

  async function ask(before: string | undefined): Promise<void> {
    const turn = ++asked
    try {
      const page = await load(before)
      if (turn !== asked) return
      items.value = before === undefined ? page.items : [...(items.value ?? []), ...page.items]
      next.value = page.next ?? undefined
      problem.value = ''
    } catch (cause) {
      if (turn === asked) problem.value = errorText(cause)
    }
  }

  const reload = () => ask(undefined)
  const more = () => ask(next.value)

  /** @returns whether it was done. The list is asked for again in any case. */
  async function change(run: () => Promise<unknown>): Promise<boolean> {
    const done = await run().then(
      () => true,
      (cause: unknown) => {
        toasts.showError(cause)
        return false
      },
    )
    await reload()
    return done
  }

  void reload()
  return { items, next, problem, reload, more, change }
}
