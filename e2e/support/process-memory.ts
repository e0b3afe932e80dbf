import { readFileSync } from 'node:fs'

/** Resident memory of a process in bytes, as Linux counts it; undefined where there is no /proc. */
export function residentBytes(pid: number): number | undefined {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kib === undefined ? undefined : Number(kib) * 1_024
  } catch {
    return undefined
  }
}
