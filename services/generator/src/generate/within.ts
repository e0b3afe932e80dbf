import { AppError } from '@continuo/contract'
import { delay } from '@continuo/runtime'

/** Made once: an error of its own with a stack would take 30 µs. */
export const noLonger = new Error('No longer waited for')

/** The promise's result, if it comes in time. @throws {AppError} `timeout`. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const over = new AbortController()
  const late = delay(ms, over.signal).then(() => {
    throw new AppError('timeout', `Nothing within ${ms} ms`)
  })
  late.catch(() => {})
  try {
    return await Promise.race([promise, late])
  } finally {
    over.abort(noLonger)
  }
}
