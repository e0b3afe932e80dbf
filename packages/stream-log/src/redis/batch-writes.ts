import type { Redis } from 'ioredis'

/**
 * Lets the commands of one turn of the event loop leave in one write: ioredis writes each on its own, and the system call
 * is a good part of what a small append costs, on both ends. Unlike automatic pipelining nothing waits for the reply of
 * the batch before.
 * @returns Call it right before a command.
 */
export function batchWrites(redis: Redis): () => void {
  let corked = false
  return () => {
    const { stream } = redis as { stream?: Redis['stream'] }
    if (corked || !stream) return
    corked = true
    stream.cork()
    setImmediate(() => {
      corked = false
      stream.uncork()
    })
  }
}
