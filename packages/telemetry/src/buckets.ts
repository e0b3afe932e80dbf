/** Bounds of histograms, in seconds, each with a bound at every limit that somebody may want to hold a thing against. */

/** A call between services, a request, a query: from what nobody notices to what nobody waits for. */
export const callBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 5, 10, 30]

/** One command of a store in the same network. */
export const storeBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2]

/** What a person waits for: a place in the queue, the first word. */
export const waitBuckets = [
  0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10, 15, 30, 60, 120, 300, 600,
]

/** A whole answer. */
export const answerBuckets = [0.25, 0.5, 1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600]

/** A connection that may stay for hours. */
export const stayBuckets = [1, 5, 15, 30, 60, 300, 900, 3_600, 14_400, 43_200]
