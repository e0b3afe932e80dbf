import type { ModelList } from '@continuo/contract'
import { computed, ref, shallowRef, watch } from 'vue'
import { preference } from '../../shared/preference.ts'
import type { Api } from '../../transport/api.ts'

const list = shallowRef<ModelList>()
let loading: Promise<void> | undefined

/** For new chats, as chosen in the settings; empty: whatever is the server's default. */
const preferred = preference<string>('model', '', (value) => value !== '')
const chosen = ref<string | undefined>()
watch(preferred, () => (chosen.value = undefined))

const known = (id: string | undefined) => list.value?.items.find((model) => model.id === id)?.id

/** The models of this server; asked once a page. */
export const useModels = () => ({
  models: computed(() => list.value?.items ?? []),
  defaultModel: computed(() => list.value?.default),
  preferred,
  /** For the next new chat: what was picked there lasts as long as the page, else what the settings say. */
  chosen: computed({
    get: () => chosen.value ?? known(preferred.value),
    set: (id) => (chosen.value = id),
  }),
  nameOf: (id: string | null | undefined): string =>
    list.value?.items.find((model) => model.id === id)?.name ?? id ?? '',
})

/** Loads the list; tries again at the next call when it failed. */
export function loadModels(api: Pick<Api, 'models'>): Promise<void> {
  loading ??= api.models().then(
    (models) => void (list.value = models),
    () => void (loading = undefined),
  )
  return loading
}
