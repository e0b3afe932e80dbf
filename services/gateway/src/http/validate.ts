import { AppError } from '@continuo/contract'
import type { z } from 'zod'

/**
 * @param place Where the value stood; begins the name of a field that is outside the body.
 * @throws {AppError} `bad_request`, its message naming the fields and never their values.
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown, place: 'path' | 'query' | 'body'): z.infer<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const named = parsed.error.issues.slice(0, 5).map(({ path, message }) => {
    const field = path.map(String).join('.')
    return `${place === 'body' ? field || 'body' : `${place} ${field}`}: ${message}`
  })
  throw new AppError('bad_request', named.join('; ').slice(0, 500))
}
