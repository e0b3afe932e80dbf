import { AppError } from '@continuo/contract'
import { hashPassword, isOutdated, verifyPassword } from './argon2.ts'

export interface Hasher {
  /** @throws {AppError} `unavailable` when too many wait. */
  hash(password: string): Promise<string>
  /**
   * Takes the same time whether there is an account or not.
   * @param stored undefined: there is none, and the answer is false.
   * @returns `fresh`: the password made into a hash as it should be, when the stored one is of older parameters.
   * @throws {AppError} as `hash`.
   */
  verify(password: string, stored: string | undefined): Promise<{ ok: boolean; fresh?: string }>
}

/** Each takes 19 MiB and tens of milliseconds of a core. */
const maxRunning = 2
const maxWaiting = 50

/** Hashing in a bounded queue: a flood of sign-ins costs neither the memory nor the threads that everything else needs. */
export function createHasher(
  limits: { running: number; waiting: number } = { running: maxRunning, waiting: maxWaiting },
): Hasher {
  let running = 0
  const waiting: (() => void)[] = []

  async function queued<T>(work: () => Promise<T>): Promise<T> {
    if (running >= limits.running) {
      if (waiting.length >= limits.waiting)
        throw new AppError('unavailable', 'Too many people are signing in; try again', { retryAfterS: 5 })
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      // the place is handed over, so `running` stays as it is
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  /** Of a password that nobody knows, for people who are not there. */
  let nobody: Promise<string> | undefined

  return {
    hash: (password) => queued(() => hashPassword(password)),
    verify: (password, stored) =>
      queued(async () => {
        nobody ??= hashPassword(crypto.randomUUID())
        const ok = await verifyPassword(password, stored ?? (await nobody))
        if (stored === undefined) return { ok: false }
        return ok && isOutdated(stored) ? { ok, fresh: await hashPassword(password) } : { ok }
      }),
  }
}
