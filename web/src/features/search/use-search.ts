import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { createSearch, type SearchHit } from '../../data/search.ts'
import { useChatClient } from '../../shared/chat-client.ts'

/** After the last letter, in milliseconds: whoever types fast does not search for every letter. */
const settleMs = 70
const maxHits = 60

/** Search as one types: what is found is shown as it comes, the newest chats first. */
export function useSearch() {
  const client = useChatClient()
  const search = createSearch(client.db)
  const query = ref('')
  const hits = shallowRef<SearchHit[]>([])
  /** The query that `hits` answer wholly; undefined while there is more to come. */
  const answered = ref<string>()
  let running: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(text: string): Promise<void> {
    running?.abort()
    const own = (running = new AbortController())
    const found: SearchHit[] = []
    for await (const batch of search.find(text, own.signal)) {
      if (own.signal.aborted) return
      found.push(...batch)
      hits.value = found.slice(0, maxHits)
      if (found.length >= maxHits) break
    }
    if (own.signal.aborted) return
    hits.value = found.slice(0, maxHits)
    answered.value = text
  }

  watch(query, (text) => {
    clearTimeout(timer)
    answered.value = undefined
    if (text.trim() === '') {
      running?.abort()
      hits.value = []
      return
    }
    timer = setTimeout(() => void run(text).catch(() => (answered.value = text)), settleMs)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
    search.close()
  })

  /** Reads the texts before the first letter is typed. */
  const warm = () => void search.warm().catch(() => undefined)
  return { query, hits, answered, warm }
}
