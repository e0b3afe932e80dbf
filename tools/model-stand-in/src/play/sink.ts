import type { ServerResponse } from 'node:http'
import { constants, createGzip } from 'node:zlib'

/** Where a response's bytes go. */
export interface Sink {
  /** False: wait for `onDrain` before writing more. */
  write(data: string | Uint8Array): boolean
  onDrain(then: () => void): void
  end(): void
}

const plainSink = (res: ServerResponse): Sink => ({
  write: (data) => res.write(data),
  onDrain: (then) => res.once('drain', then),
  end: () => res.end(),
})

/** Compressed, and flushed with every write: a stream that waits for a full block would not be one. */
function gzipSink(res: ServerResponse): Sink {
  const gzip = createGzip()
  gzip.pipe(res)
  res.on('close', () => gzip.destroy())
  return {
    write: (data) => {
      const more = gzip.write(data)
      gzip.flush(constants.Z_SYNC_FLUSH)
      return more
    },
    onDrain: (then) => gzip.once('drain', then),
    end: () => gzip.end(),
  }
}

export const openSink = (res: ServerResponse, gzip: boolean): Sink => (gzip ? gzipSink(res) : plainSink(res))
