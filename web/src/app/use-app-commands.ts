import { useRouter } from 'vue-router'
import { commandOf, useCommand } from '../features/shortcuts/use-command.ts'
import { useShortcuts } from '../features/shortcuts/use-shortcuts.ts'
import { announce } from '../shared/a11y/announce.ts'
import { t } from '../shared/i18n/index.ts'
import { usePanel } from '../shared/use-panel.ts'
import { useTheme } from '../shared/use-theme.ts'
import { useToasts } from '../shared/use-toasts.ts'

/** The shortcuts that belong to no part of the page alone. */
export function useAppCommands({ toggleSidebar }: { toggleSidebar: () => void }): void {
  const router = useRouter()
  const { toggle } = usePanel()
  const theme = useTheme()
  const { undoLast } = useToasts()

  useShortcuts()
  useCommand('newChat', () => void router.push({ name: 'new' }).then(() => commandOf('composer')?.()))
  useCommand('sidebar', toggleSidebar)
  useCommand('settings', () => void toggle('settings'))
  useCommand('sheet', () => void toggle('shortcuts'))
  useCommand('undo', undoLast)
  useCommand('theme', () => {
    theme.next()
    announce(t(`theme.${theme.theme.value}`))
  })
}
