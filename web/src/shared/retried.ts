/** Before the second and the third try, in milliseconds. */
const pauses = [300, 1_500]

/** Loads a part of the page when it is needed; a network that stumbles is asked again before the part counts as missing. */
export const retried =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    for (const ms of pauses) {
      try {
        return await load()
      } catch {
        await new Promise((resolve) => setTimeout(resolve, ms))
      }
    }
    return load()
  }
