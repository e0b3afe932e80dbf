import { ref } from 'vue'
import { useRoute } from 'vue-router'
import { clearCopies } from '../../data/evict.ts'
import { countCached } from '../../data/queries.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { locale } from '../../shared/i18n/index.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

/** What this browser keeps of the user's chats. */
export function useCopies() {
  const client = useChatClient()
  const route = useRoute()
  const { rows: chats } = useLiveQuery(
    () => client.userId,
    () => countCached(client.db),
    0,
  )
  /** As the user reads it, `1.2 MB`; undefined while it is not known, and where the browser does not tell. */
  const size = ref<string>()

  async function measure(): Promise<void> {
    const { usage } = await navigator.storage.estimate()
    size.value = usage === undefined ? undefined : sizeText(usage)
  }
  void measure().catch(() => undefined)

  async function clear(): Promise<void> {
    const onScreen = route.params['id']
    client.answers.forget(await clearCopies(client.db, typeof onScreen === 'string' ? onScreen : undefined))
    await measure().catch(() => undefined)
  }
  return { chats, size, clear }
}

function sizeText(bytes: number): string {
  const [unit, divisor] = bytes < 1e6 ? ['kilobyte', 1e3] : bytes < 1e9 ? ['megabyte', 1e6] : ['gigabyte', 1e9]
  const options = { style: 'unit', unit, maximumFractionDigits: bytes < 1e6 ? 0 : 1 } as const
  return new Intl.NumberFormat(locale.value, options).format(bytes / divisor)
}
