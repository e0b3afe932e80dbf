/** Copies a text; works without a secure context too. Returns false when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // no permission: the older way may still work
    }
  }
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'fixed -left-full top-0'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}
