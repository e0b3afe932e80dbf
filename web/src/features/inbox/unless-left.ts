import { log } from '../../transport/log.ts'

/** Work beside the page failed: at a sign-out the database goes in the middle of it, and nobody has to know. */
export const unlessLeft = (cause: unknown): void => log.debug('inbox', { cause: String(cause) })
