import { join } from 'node:path'

export const repoRoot = join(import.meta.dirname, '../../..')
/** What may be deleted any time and is made again: unpacked programs, compile caches. */
export const cacheDir = join(repoRoot, '.cache')
