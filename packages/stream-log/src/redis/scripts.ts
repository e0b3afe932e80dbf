import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'

function load(name: string): { readonly text: string; readonly sha: string } {
  const text = readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8')
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}

export const scripts = {
  append: load('append'),
  open: load('open'),
  end: load('end'),
  heartbeat: load('heartbeat'),
  remove: load('remove'),
}

/** By digest; a Redis that does not know the script (new, restarted, flushed) is sent its text. */
export async function runScript(
  redis: Redis,
  script: { readonly text: string; readonly sha: string },
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await redis.evalsha(script.sha, keys.length, ...keys, ...args)
  } catch (cause) {
    if (!(cause instanceof Error && cause.message.startsWith('NOSCRIPT'))) throw cause
    return await redis.eval(script.text, keys.length, ...keys, ...args)
  }
}
