import type { Knex } from 'knex'
import type { Redis } from 'ioredis'

/** Every row of every table, as text. */
export async function dumpPostgres(db: Knex): Promise<string> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  const tables = await Promise.all(
    rows.map(async ({ name }) => {
      const { rows: lines } = await db.raw<{ rows: { line: string }[] }>('select t::text as line from ?? t', [name])
      return lines.map(({ line }) => `${name}: ${line}`)
    }),
  )
  return tables.flat().join('\n')
}

const readers: Record<string, (redis: Redis, key: string) => Promise<unknown>> = {
  string: (redis, key) => redis.get(key),
  hash: (redis, key) => redis.hgetall(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  set: (redis, key) => redis.smembers(key),
  zset: (redis, key) => redis.call('ZRANGE', key, '0', '-1'),
}

/** Every key with its value, as text. BullMQ's event streams, which hold ids of past jobs and are cut by length, are left out. */
export async function dumpRedis(redis: Redis): Promise<string> {
  const lines: string[] = []
  for await (const keys of redis.scanStream({ count: 500 }) as AsyncIterable<string[]>)
    for (const key of keys) {
      if (/^bull:\w+:events$/.test(key)) continue
      const read = readers[await redis.type(key)]
      lines.push(`${key}: ${JSON.stringify(await read?.(redis, key))}`)
    }
  return lines.join('\n')
}
