import type { MeView } from '@continuo/contract'
import { getCurrentInstance, onScopeDispose, watch } from 'vue'
import { useRouter } from 'vue-router'
import type { ChatClient } from '../../data/client.ts'
import { mayReport } from './may-report.ts'

/** Drawn once a page load, whoever uses it. */
const chance = Math.random()

/** Lets this page load report how it fares, when it is one of those that shall. What that takes comes later by itself. */
export function useReports(client: ChatClient, me: () => MeView | undefined): void {
  const router = useRouter()
  const { app } = getCurrentInstance()!.appContext
  let stop: (() => void) | undefined
  let isOver = false

  async function start(): Promise<void> {
    const { startPageReports } = await import('./page-reports.ts')
    if (!isOver) stop ??= startPageReports({ client, router, app })
  }
  watch(
    () => mayReport(me()?.report_share, chance, navigator),
    // the page is none the worse without it
    (may) => may && start().catch(() => undefined),
    { immediate: true },
  )
  onScopeDispose(() => {
    isOver = true
    stop?.()
  })
}
