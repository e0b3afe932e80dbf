import { computed, onScopeDispose } from 'vue'
import { preference } from '../../shared/preference.ts'
import { isMac, isSingleKey, matches } from './keys.ts'
import { type Shortcut, shortcutGroups } from './shortcuts.ts'
import { commandOf } from './use-command.ts'

const single = preference<'on' | 'off'>('single-keys', 'on', (value) => value === 'off')

/** Whether `/` and `?` alone do something. */
export const useSingleKeys = () => ({
  singleKeys: computed({
    get: () => single.value === 'on',
    set: (on) => (single.value = on ? 'on' : 'off'),
  }),
})

/** Listens for the shortcuts of the table, everywhere in the page. */
export function useShortcuts(): void {
  const mac = isMac()
  const items = shortcutGroups.flatMap((group) => group.items)

  function onKeydown(event: KeyboardEvent): void {
    if (event.isComposing || event.repeat) return
    const item = items.find((each) => each.keys.some((keys) => matches(event, keys, mac) && mayRun(each, keys, event)))
    const run = item?.command && commandOf(item.command)
    if (!run) return
    event.preventDefault()
    run()
  }

  // before anything else sees it, so that Esc is judged by what is open at this moment
  window.addEventListener('keydown', onKeydown, true)
  onScopeDispose(() => window.removeEventListener('keydown', onKeydown, true))
}

/** What lies over the page; a list that stands in it (what a search has found) does not count. */
const overlays = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]:not([data-inline])'

function mayRun(item: Shortcut, keys: string, { target }: KeyboardEvent): boolean {
  const overlay = document.querySelector(overlays)
  if (overlay && !item.overDialogs) return false
  if (isSingleKey(keys)) return single.value === 'on' && !isTyping(target)
  return keys !== 'Esc' || !isTyping(target)
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
