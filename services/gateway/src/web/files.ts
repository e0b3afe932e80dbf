import { readdir, stat } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'

/** Which files the built web app has, by URL path; what is not in here is never read from disk. */
export interface WebFiles {
  /** Undefined when there is no such file. */
  find(path: string): Promise<WebFile | undefined>
}

export interface WebFile {
  /** Under the root. */
  readonly path: string
  readonly encodings: readonly ('br' | 'gzip')[]
}

/** Looks again whenever the app was built anew (its index.html has another time). */
export function watchFiles(root: string): WebFiles {
  let builtMs = -1
  let files = new Map<string, WebFile>()
  async function refresh() {
    const index = await stat(join(root, 'index.html')).catch(() => undefined)
    if ((index?.mtimeMs ?? -1) === builtMs) return
    builtMs = index?.mtimeMs ?? -1
    files = index ? await list(root) : new Map<string, WebFile>()
  }
  return {
    find: async (path) => {
      if (!files.has(path) || path === '/index.html') await refresh()
      return files.get(path)
    },
  }
}

async function list(root: string): Promise<Map<string, WebFile>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const names = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split(sep).join(posix.sep)),
  )
  const files = new Map<string, WebFile>()
  for (const name of names) {
    if (/\.(br|gz)$/.test(name) && names.has(name.replace(/\.(br|gz)$/, ''))) continue
    const encodings = [
      ...(names.has(`${name}.br`) ? ['br' as const] : []),
      ...(names.has(`${name}.gz`) ? ['gzip' as const] : []),
    ]
    files.set(name, { path: name, encodings })
  }
  return files
}
