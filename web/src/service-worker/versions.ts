import type { KeptFiles } from './kept-files.ts'

const prefix = 'continuo-files:'
/** One page for all addresses. */
const page = '/'

/**
 * The files of one version in a cache of its own, beside those of other versions whose pages are still open.
 * Every look-up survives a cache that is broken or gone: the network is asked instead.
 */
export function createVersions({ version, entry, shell, later, onUse }: KeptFiles) {
  const name = prefix + version
  const mine = new Set([...shell, ...later, ...onUse])

  /** Everything a start needs, or nothing: rejects when a file is missing or is not what the build made. */
  const install = () => keep(shell)

  async function keep(paths: string[]): Promise<void> {
    const cache = await caches.open(name)
    for (const path of paths) {
      if (await cache.match(path)) continue
      await cache.put(path, (isHashed(path) ? await copyOf(path) : undefined) ?? (await download(path)))
    }
  }

  /** A file whose name tells its content is the same in every version. */
  const copyOf = (path: string) => caches.match(path).catch(() => undefined)

  async function download(path: string): Promise<Response> {
    // a login in front of the server answers with a redirect or with a page of its own: neither is the file
    const response = await fetch(path, { cache: isHashed(path) ? 'default' : 'no-cache', redirect: 'error' })
    if (!response.ok || isPage(response) !== (path === page)) throw new Error(`${path} is not to be had`)
    // while a deploy is under way another pod may hand out another version's page
    if (path === page && !(await response.clone().text()).includes(entry))
      throw new Error('The page is of another version')
    return response
  }

  return {
    install,

    /** Mends what is missing and, when the page allows, keeps the parts that were not used yet. */
    keep: (all: boolean): Promise<void> => keep(all ? [...shell, ...later] : shell),

    /** This version's page, to be shown when the network does not answer. */
    page: (): Promise<Response | undefined> =>
      caches
        .open(name)
        .then((cache) => cache.match(page))
        .catch(() => undefined),

    /** A file of this version, or of another one whose page is still open. */
    async file(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url)
      const found = await caches
        .open(name)
        .then(async (cache) => (await cache.match(pathname)) ?? (await caches.match(pathname)))
        .catch(() => undefined)
      if (found) return found
      const response = await fetch(request)
      if (mine.has(pathname) && response.ok && !response.redirected && !isPage(response)) void store(pathname, response)
      return response
    },

    /** Removes what no open page can ask for any more. */
    async clean(): Promise<void> {
      const locks = (await navigator.locks.query()).held ?? []
      const held = new Set(locks.map((lock) => lock.name))
      for (const other of await caches.keys()) {
        if (!other.startsWith(prefix) || other === name) continue
        const kept = await (await caches.open(other)).keys()
        if (!kept.some(({ url }) => held.has(new URL(url).pathname))) await caches.delete(other)
      }
    },
  }

  async function store(path: string, response: Response): Promise<void> {
    const copy = response.clone()
    await caches
      .open(name)
      .then((cache) => cache.put(path, copy))
      .catch(() => undefined)
  }
}

const isHashed = (path: string) => path.startsWith('/assets/')

const isPage = (response: Response) => response.headers.get('content-type')?.startsWith('text/html') ?? false
