import { z } from 'zod'

/** `true`, `false`, and the other spellings people use (`1`, `no`, `True`, …); anything else is an error. */
export const Flag = z
  .stringbool()
  .optional()
  .meta({ override: { type: 'boolean' } })

/** Text that is never refused: what it cannot mean counts as absent. A repeated parameter is a list. */
export const Lenient = z
  .union([z.string(), z.array(z.string()).transform((parts) => parts.join(','))])
  .optional()
  .catch(undefined)
  .meta({ override: { type: 'string' } })
