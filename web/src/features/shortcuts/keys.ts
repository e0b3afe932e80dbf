export interface Pressed {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

interface Combination {
  key: string
  ctrl: boolean
  meta: boolean
  alt: boolean
  shift: boolean
}

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

/** A combination of the table (`App+N`) as one platform presses it. */
export function combinationOf(keys: string, mac: boolean): Combination {
  const parts = keys.split('+')
  const has = (name: string) => parts.includes(name)
  const [mod, app] = [has('Mod'), has('App')]
  return {
    key: parts.at(-1)!,
    ctrl: (mod && !mac) || (app && mac),
    meta: mod && mac,
    alt: app && !mac,
    shift: has('Shift') || (app && mac),
  }
}

/** Whether these keys were pressed, whatever alphabet the keyboard writes. */
export function matches(event: Pressed, keys: string, mac: boolean): boolean {
  const wanted = combinationOf(keys, mac)
  if (event.ctrlKey !== wanted.ctrl || event.metaKey !== wanted.meta || event.altKey !== wanted.alt) return false
  const isLetter = /^[A-Z]$/.test(wanted.key)
  // signs are where the layout puts them, which may be on Shift
  if (isLetter && event.shiftKey !== wanted.shift) return false
  return keyOf(event, isLetter) === wanted.key
}

/** On an Arabic, Greek or Cyrillic layout, and with the Mac's ⌥, the place of a key says which letter is meant. */
function keyOf({ key, code }: Pressed, isLetter: boolean): string {
  if (isLetter) return /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace(/^Key/, '')
  return { Escape: 'Esc', '؟': '?' }[key] ?? key
}

/** Typing with this key alone would clash with a text field, and with people who dictate. */
export const isSingleKey = (keys: string): boolean => keys === '/' || keys === '?'

/** The names that are printed on this platform's keys. */
export function namesOf(keys: string, mac: boolean): string[] {
  const { key, ctrl, meta, alt, shift } = combinationOf(keys, mac)
  const names = mac
    ? [ctrl && '⌃', alt && '⌥', shift && '⇧', meta && '⌘']
    : [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift']
  const name = mac ? { Enter: '⏎', Esc: 'esc', Delete: '⌦' }[key] : undefined
  return [...names.filter((each) => each !== false), name ?? key]
}
