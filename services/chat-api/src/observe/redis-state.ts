export interface RedisState {
  readonly memoryBytes: number
  /** 0: none. */
  readonly limitBytes: number
  readonly evictedKeys: number
  readonly clients: number
}

/** Of the text that `INFO` answers. A hosted Redis may leave lines out. */
export function parseInfo(info: string): Partial<RedisState> {
  const number = (name: string) => {
    const text = new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1]
    return text === undefined ? undefined : Number(text)
  }
  const found = {
    memoryBytes: number('used_memory'),
    limitBytes: number('maxmemory'),
    evictedKeys: number('evicted_keys'),
    clients: number('connected_clients'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
