/** Places where a test kills or delays a process to prove that nothing is lost there. */
export const failpoints = [
  'after_commit',
  'after_enqueue_before_mark',
  'after_append_before_publish_ack',
  'before_complete_rpc',
  'after_complete_commit_before_reply',
  'after_claim_commit_before_reply',
  'after_end_commit_before_announce',
] as const
export type Failpoint = (typeof failpoints)[number]

/**
 * Dies by SIGKILL when `FAILPOINT=<name>:kill` is set and NODE_ENV is `test`; otherwise nothing. `FAILPOINT=<name>:kill@3`
 * dies at the third pass.
 */
export function failpoint(name: Failpoint): void {
  const wanted = process.env.NODE_ENV === 'test' ? process.env.FAILPOINT : undefined
  if (!wanted?.startsWith(`${name}:kill`)) return
  const pass = Number(wanted.split('@')[1] ?? 1)
  const seen = (passes.get(name) ?? 0) + 1
  passes.set(name, seen)
  if (seen === pass) process.kill(process.pid, 'SIGKILL')
}

const passes = new Map<Failpoint, number>()
