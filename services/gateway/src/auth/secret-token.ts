import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits that nobody else knows; only the SHA-256 leaves this process in another direction than to the client. */
const random = () => randomBytes(32).toString('base64url')

export const newLoginToken = random
export const newAccessToken = (): string => `cnt_${random()}`

export const isLoginToken = (text: string): boolean => /^[\w-]{43}$/.test(text)
export const isAccessToken = (text: string): boolean => /^cnt_[\w-]{43}$/.test(text)

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
