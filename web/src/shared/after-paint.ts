/** Runs a function in the next task: from within an animation frame that is after its paint. */
function nextTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    run()
  }
  port2.postMessage(undefined)
}

/**
 * Runs a function as soon as what was changed until now has been painted; never for a page that is not seen.
 * @param isInFrame The caller runs in an animation frame, whose own paint is meant.
 */
export function afterPaint(run: () => void, isInFrame = false): void {
  const runIfSeen = () => document.hidden || run()
  if (isInFrame) nextTask(runIfSeen)
  else requestAnimationFrame(() => nextTask(runIfSeen))
}
