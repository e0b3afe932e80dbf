import { ref, shallowRef } from 'vue'
import { errorText } from '../../shared/error-text.ts'
import { useToasts } from '../../shared/use-toasts.ts'

/** A list of the server, asked for when it is shown; `change` asks again after what it did. */
export function useLoaded<T>(load: () => Promise<T>) {
  const toasts = useToasts()
  const value = shallowRef<T>()
  const problem = ref('')

  async function reload(): Promise<void> {
    try {
      value.value = await load()
      problem.value = ''
    } catch (cause) {
      problem.value = errorText(cause)
    }
  }

  async function change(run: () => Promise<unknown>): Promise<void> {
    await run().catch(toasts.showError)
    await reload()
  }

  void reload()
  return { value, problem, change, reload }
}
