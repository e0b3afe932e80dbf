import type { Plugin } from 'vite'

export type Bundle = Parameters<Extract<NonNullable<Plugin['generateBundle']>, (...args: never[]) => unknown>>[1]

/** What the browser loads before anything runs: the entry, its static imports and their styles. */
export function staticFiles(bundle: Bundle, name: string, seen = new Set<string>()): Set<string> {
  const chunk = bundle[name]
  if (seen.has(name) || chunk?.type !== 'chunk') return seen
  seen.add(name)
  const styles = (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []
  for (const style of styles) seen.add(style)
  for (const other of chunk.imports) staticFiles(bundle, other, seen)
  return seen
}
