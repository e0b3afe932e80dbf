/** Where a span stands, as W3C Trace Context says it. */
export interface TraceIds {
  /** 32 hex digits. */
  readonly traceId: string
  /** 16 hex digits. */
  readonly spanId: string
  /** Somebody keeps this trace: whoever goes on with it keeps its part, too. */
  readonly isSampled: boolean
}

const wellFormed = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const sampledFlag = 1

/** A `traceparent` header, or undefined when it is not one. A newer version may have more parts behind those we know. */
export function readTraceparent(text: string | undefined | null): TraceIds | undefined {
  const found = text ? wellFormed.exec(text) : null
  if (!found) return undefined
  const [, version, traceId, spanId, flags, more] = found as unknown as [
    string,
    string,
    string,
    string,
    string,
    string?,
  ]
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & sampledFlag) !== 0 }
}

export const writeTraceparent = ({ traceId, spanId, isSampled }: TraceIds): string =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`
