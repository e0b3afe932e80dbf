import type { ModelList } from '@continuo/contract'
import { computed, ref, shallowRef } from 'vue'
import type { Api } from '../../transport/api.ts'

const list = shallowRef<ModelList>()
const chosen = ref<string>()
let loading: Promise<void> | undefined

/** The models of this server; asked once a page. The choice for new chats lasts as long as the page. */
export const useModels = () => ({
  models: computed(() => list.value?.items ?? []),
  defaultModel: computed(() => list.value?.default),
  chosen,
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
