/** Where browsers keep the wish not to be followed. */
export interface Wishes {
  doNotTrack?: string | null
  globalPrivacyControl?: boolean
}

/**
 * Whether this page load reports how it fares.
 * @param share 0 to 1; undefined from a server that knows nothing of reports.
 */
export function mayReport(share: number | undefined, chance: number, wishes: Wishes): boolean {
  if (wishes.globalPrivacyControl === true || wishes.doNotTrack === '1') return false
  return share !== undefined && chance < share
}
