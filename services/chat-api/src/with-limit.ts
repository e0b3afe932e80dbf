export class LimitPassed extends Error {
  override name = 'LimitPassed'
}

/**
 * The result of a call that may never settle, or `LimitPassed` after `ms`; what the call does later is ignored.
 * For stores whose clients can lose a call with its connection.
 */
export async function withLimit<T>(call: Promise<T>, ms: number): Promise<T> {
  call.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LimitPassed(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}
