import { onScopeDispose } from 'vue'
import type { CommandId } from './shortcuts.ts'

const commands = new Map<CommandId, () => void>()

/** As long as this part of the page is there, the shortcut does this. The part that came last has it. */
export function useCommand(id: CommandId, run: () => void): void {
  commands.set(id, run)
  onScopeDispose(() => {
    if (commands.get(id) === run) commands.delete(id)
  })
}

export const commandOf = (id: CommandId): (() => void) | undefined => commands.get(id)
