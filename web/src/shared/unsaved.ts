const checks = new Set<() => boolean>()

/**
 * Keeps the page from reloading itself while `isUnsaved` says so: something is being typed, or waits to be sent.
 * Returns the way out, for the end of the part that asked.
 */
export function holdReload(isUnsaved: () => boolean): () => void {
  checks.add(isUnsaved)
  return () => void checks.delete(isUnsaved)
}

export const mayReload = (): boolean => ![...checks].some((isUnsaved) => isUnsaved())
