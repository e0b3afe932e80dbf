import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** What new hashes are made with (OWASP Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const present = { memory: 19_456, passes: 2, parallelism: 1 }
const tagBytes = 32

type Cost = typeof present

/** One password has one spelling, however a keyboard composes its accents. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFC'), 'utf8')

/** A password as a PHC string with its parameters and salt in it: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive('argon2id', { ...present, message: bytesOf(password), nonce: salt, tagLength: tagBytes })
  const { memory, passes, parallelism } = present
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/** @throws when the stored text is not a hash of ours. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { cost, salt, tag } = parse(stored)
  const made = await derive('argon2id', { ...cost, message: bytesOf(password), nonce: salt, tagLength: tag.length })
  return timingSafeEqual(made, tag)
}

/** Made with less than is asked of new ones: to be made anew when the password is at hand. */
export function isOutdated(stored: string): boolean {
  const { cost } = parse(stored)
  return cost.memory < present.memory || cost.passes < present.passes
}

const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function parse(stored: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const [, memory, passes, parallelism, salt, tag] = pattern.exec(stored) ?? []
  if (salt === undefined || tag === undefined) throw new Error('a stored password hash cannot be read')
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
