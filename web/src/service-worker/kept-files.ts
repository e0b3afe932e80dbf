/** Which built files this version keeps, as addresses. Written into the worker by the build (`web/build/offline.ts`). */
export interface KeptFiles {
  /** Changes with any of the files. */
  version: string
  /**
   * The page's entry script. A page holds a shared lock of this name as long as it lives, so that its version's files
   * are not taken away.
   */
  entry: string
  /** Needed to start without a network; kept at installing. */
  shell: string[]
  /** Parts that are loaded on first use; kept when the page says that there is time and data for them. */
  later: string[]
  /** Kept when they are first used. */
  onUse: string[]
}

/** What a page tells its worker: it has time (`keep`) and data (`all`) for the parts that nobody has asked for yet. */
export interface KeepMessage {
  type: 'keep'
  all: boolean
}
