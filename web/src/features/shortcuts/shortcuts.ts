import type { TextKey } from '../../shared/i18n/index.ts'

/** What a shortcut does when it is pressed; the parts of the page that can do it register for it (`use-command.ts`). */
export type CommandId =
  | 'newChat'
  | 'search'
  | 'previousChat'
  | 'nextChat'
  | 'sidebar'
  | 'composer'
  | 'stop'
  | 'copy'
  | 'undo'
  | 'settings'
  | 'theme'
  | 'sheet'

export interface Shortcut {
  label: TextKey
  /**
   * Any one of these. `Mod` is Ctrl, on a Mac ⌘; `App` is Alt, on a Mac ⌃⇧: letters with them are free in browsers and
   * type nothing on any keyboard layout.
   */
  keys: readonly string[]
  /** Absent: the part of the page that has the focus handles it; it is only listed. */
  command?: CommandId
  /** Works while a dialog is open too. */
  overDialogs?: true
}

export interface ShortcutGroup {
  label: TextKey
  items: readonly Shortcut[]
}

/** Every shortcut: this table is what handles them and what lists them. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    label: 'shortcuts.chats',
    items: [
      { label: 'shortcuts.newChat', keys: ['App+N'], command: 'newChat' },
      { label: 'shortcuts.search', keys: ['Mod+K'], command: 'search' },
      { label: 'shortcuts.previous', keys: ['App+K'], command: 'previousChat' },
      { label: 'shortcuts.next', keys: ['App+J'], command: 'nextChat' },
      { label: 'shortcuts.undo', keys: ['App+Z'], command: 'undo' },
    ],
  },
  {
    label: 'shortcuts.chat',
    items: [
      { label: 'shortcuts.composer', keys: ['/', 'Esc'], command: 'composer' },
      { label: 'shortcuts.send', keys: ['Enter'] },
      { label: 'shortcuts.newLine', keys: ['Shift+Enter'] },
      { label: 'shortcuts.stop', keys: ['App+X'], command: 'stop' },
      { label: 'shortcuts.copy', keys: ['App+C'], command: 'copy' },
    ],
  },
  {
    label: 'shortcuts.list',
    items: [
      { label: 'shortcuts.move', keys: ['↑', '↓'] },
      { label: 'shortcuts.rename', keys: ['F2'] },
      { label: 'shortcuts.delete', keys: ['Delete'] },
    ],
  },
  {
    label: 'shortcuts.app',
    items: [
      { label: 'shortcuts.sidebar', keys: ['App+L'], command: 'sidebar' },
      { label: 'shortcuts.settings', keys: ['App+O'], command: 'settings', overDialogs: true },
      { label: 'shortcuts.theme', keys: ['App+M'], command: 'theme', overDialogs: true },
      { label: 'shortcuts.sheet', keys: ['?', 'Mod+/'], command: 'sheet', overDialogs: true },
    ],
  },
]
