import { onScopeDispose } from 'vue'
import { t } from '../../shared/i18n/index.ts'
import { mayReload } from '../../shared/unsaved.ts'
import { useToasts } from '../../shared/use-toasts.ts'
import { keepFiles } from './keep-files.ts'

/** Longest delay a timer takes, in milliseconds: 24 days. */
const forGood = 2 ** 31 - 1

/**
 * Keeps the app's files for a start without a network, and offers a reload when there is a new version. Never reloads by
 * itself, and after a click only when nothing is being typed or waits to be sent.
 */
export function useNewVersion(): void {
  const toasts = useToasts()
  let offered = false
  let waiting: ReturnType<typeof setInterval> | undefined

  function offer(): void {
    if (offered) return
    offered = true
    toasts.show(t('update.ready'), { label: t('update.reload'), run: reload }, forGood)
  }

  function reload(): void {
    if (mayReload()) return location.reload()
    toasts.show(t('update.later'))
    waiting ??= setInterval(() => mayReload() && location.reload(), 500)
  }

  // a part of this version that was not loaded yet is gone from the server
  const onMissingPart = () => navigator.onLine && offer()
  window.addEventListener('vite:preloadError', onMissingPart)
  onScopeDispose(() => {
    window.removeEventListener('vite:preloadError', onMissingPart)
    clearInterval(waiting)
  })
  void keepFiles(offer)
}
