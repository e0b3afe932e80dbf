import { isTerminal } from '@continuo/contract'
import type { StoredMessage } from '../../data/rows.ts'
import { useCopied } from '../../shared/use-copied.ts'
import { useCommand } from '../shortcuts/use-command.ts'
import { useLive } from './live.store.ts'

/** The shortcut that copies the last answer that has ended. */
export function useCopyLast(messages: () => StoredMessage[]): void {
  const live = useLive()
  const ended = (row: StoredMessage) => row.role === 'assistant' && isTerminal(live.shown(row).status)
  const last = () => messages().findLast((row) => ended(row) && live.shown(row).text !== '')
  const { copy } = useCopied(() => {
    const row = last()
    return row ? live.shown(row).text : ''
  })
  useCommand('copy', () => last() && void copy())
}
