import { onScopeDispose, ref, watch } from 'vue'
import { newSessionDraft } from '../../data/new-turn.ts'
import { readDraft, saveDraft } from '../../data/queries.ts'
import { useChatClient } from '../../shared/chat-client.ts'
import { holdReload } from '../../shared/unsaved.ts'
import { useLiveQuery } from '../../shared/use-live-query.ts'

const saveAfterMs = 200

/** What is being typed in a session: kept in Dexie, so that it survives reloads and switches of session. */
export function useDraft(sessionId: () => string | undefined) {
  const client = useChatClient()
  const key = () => sessionId() ?? newSessionDraft
  const text = ref('')
  let saved = { key: key(), text: '' }
  let timer: ReturnType<typeof setTimeout> | undefined

  function save(): void {
    clearTimeout(timer)
    if (saved.text === text.value) return
    saved = { key: saved.key, text: text.value }
    void saveDraft(client.db, saved.key, saved.text)
  }

  const { rows: stored, ready } = useLiveQuery(key, (id) => readDraft(client.db, id), '')
  watch(
    key,
    (id) => {
      save()
      text.value = ''
      saved = { key: id, text: '' }
    },
    { flush: 'sync' },
  )
  // the stored draft is taken when it comes from elsewhere: first reading, another tab, a turn taken back
  watch([stored, ready], ([draft, isReady]) => {
    if (!isReady || draft === saved.text) return
    if (text.value === saved.text || text.value === '') text.value = draft
    saved.text = draft
  })
  watch(text, () => {
    clearTimeout(timer)
    timer = setTimeout(save, saveAfterMs)
  })

  window.addEventListener('pagehide', save)
  const letReload = holdReload(() => text.value.trim() !== '')
  onScopeDispose(() => {
    letReload()
    window.removeEventListener('pagehide', save)
    save()
  })

  /** It was sent: the draft's row went in the same transaction as the turn came. */
  function clear(): void {
    clearTimeout(timer)
    text.value = ''
    saved.text = ''
  }
  return { text, clear }
}
