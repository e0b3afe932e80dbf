import { AppError, Uuid, limits } from '@continuo/contract'
import { z } from 'zod'

/**
 * A request by its schema. The gateway has checked what browsers send; this is the border of the data all the same.
 * @throws {AppError} `bad_request`, naming the fields and never their values.
 */
export function parse<S extends z.ZodType>(schema: S, request: unknown): z.infer<S> {
  const parsed = schema.safeParse(request)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'request'}: ${message}`)
  throw new AppError('bad_request', issues.join('; '))
}

/** Text that Postgres can hold; generated texts may be longer than any prompt. */
export const StoredText = z
  .string()
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must be well-formed text without NUL')

export const Title = StoredText.max(limits.titleChars)
export const Model = StoredText.max(limits.modelChars)
export const System = StoredText.max(limits.systemChars)
export const Count = z.number().int().nonnegative()
export const Epoch = z.number().int().positive().max(2_147_483_647)
export const Seq = z.number().int().nonnegative().max(2_147_483_647)
export const WorkerId = z.string().min(1).max(200)
/** proto3 has no absent number: 0 is the default. */
export const pageLimit = (byDefault: number, most: number) =>
  Count.transform((limit) => Math.min(limit || byDefault, most))

export const ById = z.object({ id: Uuid })
