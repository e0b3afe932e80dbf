/** SHA-256 of the UTF-8 bytes of a text, in lower-case hex. Works without a secure context, where there is no subtle. */
export async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : digestOf(bytes)
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** FIPS 180-4 §6.2 in plain JavaScript: a page on plain http must check its answers too. About 50 MB/s. */
export function digestOf(bytes: Uint8Array): Uint8Array {
  const blocks = new DataView(padded(bytes))
  const hash = Uint32Array.from(initial)
  const w = new Uint32Array(64)
  for (let at = 0; at < blocks.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = blocks.getUint32(at + i * 4)
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]!
      const b = w[i - 2]!
      w[i] =
        (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) +
        w[i - 7]! +
        (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)) +
        w[i - 16]!
    }
    compress(hash, w)
  }
  const out = new DataView(new ArrayBuffer(32))
  hash.forEach((word, i) => out.setUint32(i * 4, word))
  return new Uint8Array(out.buffer)
}

function compress(hash: Uint32Array, w: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + roundWords[i]! + w[i]!) | 0
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = hash[i]! + word
}

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function padded(bytes: Uint8Array): ArrayBuffer {
  const out = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  out.set(bytes)
  out[bytes.length] = 0x80
  new DataView(out.buffer).setBigUint64(out.length - 8, BigInt(bytes.length) * 8n)
  return out.buffer
}

/** The first 32 bits of the fractional parts of a root of the first primes: the constants of the standard. */
function rootBits(count: number, root: (prime: number) => number): number[] {
  const words: number[] = []
  for (let n = 2; words.length < count; n++) {
    let isPrime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false
    if (isPrime) words.push(Math.floor((root(n) % 1) * 2 ** 32))
  }
  return words
}
const initial = rootBits(8, Math.sqrt)
const roundWords = rootBits(64, Math.cbrt)
