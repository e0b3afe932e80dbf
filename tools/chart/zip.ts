import { inflateRawSync } from 'node:zlib'

const endMark = 0x06_05_4b_50

/**
 * Takes one file out of a zip archive (stored or deflated, no zip64): Node has no reader of its own.
 * @throws {Error} when it is not in there.
 */
export function unzipFile(archive: Buffer, name: string): Buffer {
  let end = archive.length - 22
  while (end >= 0 && archive.readUInt32LE(end) !== endMark) end--
  if (end < 0) throw new Error('not a zip archive')
  const entries = archive.readUInt16LE(end + 10)
  for (let at = archive.readUInt32LE(end + 16), i = 0; i < entries; i++) {
    const nameLength = archive.readUInt16LE(at + 28)
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) return readEntry(archive, at)
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  throw new Error(`the archive has no ${name}`)
}

/** @param at The entry's place in the central directory; the local header repeats the lengths of names, and may differ. */
function readEntry(archive: Buffer, at: number): Buffer {
  const method = archive.readUInt16LE(at + 10)
  const size = archive.readUInt32LE(at + 20)
  const local = archive.readUInt32LE(at + 42)
  const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(begin, begin + size)
  return method === 0 ? packed : inflateRawSync(packed)
}
