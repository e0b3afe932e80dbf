import type { IncomingMessage } from 'node:http'
import { AppError } from '@continuo/contract'

/**
 * The JSON body of a request; undefined when it has none.
 * @throws {AppError} `unsupported_media_type` for another type, charset or any compression (no bombs),
 * `payload_too_large` before anything is parsed, `bad_request` for what is not UTF-8 or not JSON.
 */
export async function readJson(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  const declared = Number(req.headers['content-length'] ?? 0)
  if (declared === 0 && req.headers['transfer-encoding'] === undefined) return undefined
  assertJson(req.headers['content-type'])
  if ((req.headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
    throw new AppError('unsupported_media_type', 'A compressed body is not accepted')
  if (declared > maxBytes) throw tooLarge(maxBytes)
  const bytes = await collect(req, maxBytes)
  if (bytes.length === 0) return undefined
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('bad_request', 'body: is not valid UTF-8')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('bad_request', 'body: is not valid JSON')
  }
}

function assertJson(contentType = ''): void {
  const [type, ...parameters] = contentType.toLowerCase().split(';')
  const charset = parameters.map((part) => /^\s*charset="?([^"]*)"?\s*$/.exec(part)?.[1]).find((value) => value)
  if (type?.trim() !== 'application/json')
    throw new AppError('unsupported_media_type', 'Send the body as application/json')
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new AppError('unsupported_media_type', 'Send the body in UTF-8')
}

const tooLarge = (maxBytes: number) => new AppError('payload_too_large', `The body may have ${maxBytes} bytes at most`)

/** By events, not by iterating: leaving an iteration early destroys the socket before the refusal is sent. */
function collect(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = () => {
      req.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) {
        chunks.push(chunk)
        return
      }
      finish()
      req.resume() // what still comes is thrown away, so that the client can read the answer
      reject(tooLarge(maxBytes))
    }
    const onEnd = () => {
      finish()
      resolve(Buffer.concat(chunks))
    }
    const onClose = () => {
      finish()
      reject(new AppError('bad_request', 'The body was cut off'))
    }
    req.on('data', onData).once('end', onEnd).once('close', onClose).once('error', onClose)
  })
}
