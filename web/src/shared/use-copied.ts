import { onScopeDispose, ref } from 'vue'
import { announce } from './a11y/announce.ts'
import { copyText } from './copy.ts'
import { t } from './i18n/index.ts'

/** A copy button's state: `copied` is true for two seconds after a success. */
export function useCopied(text: () => string) {
  const copied = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  async function copy() {
    copied.value = await copyText(text())
    if (copied.value) announce(t('message.copied'))
    clearTimeout(timer)
    timer = setTimeout(() => (copied.value = false), 2_000)
  }
  onScopeDispose(() => clearTimeout(timer))
  return { copied, copy }
}
