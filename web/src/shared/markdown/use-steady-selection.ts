import { onBeforeUpdate, onUpdated, type Ref } from 'vue'

/** An end of a selection: inside the text counted in characters from its start, elsewhere as it is. */
type End = { chars: number } | { node: Node; offset: number }

/** A text that grows gets new values into its nodes, which moves what was selected in them: it is put back. */
export function useSteadySelection(root: Ref<HTMLElement | null>): void {
  let kept: [anchor: End, focus: End] | undefined

  onBeforeUpdate(() => {
    kept = undefined
    const selection = document.getSelection()
    if (!root.value || !selection || selection.isCollapsed) return
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
    if (!anchorNode || !focusNode) return
    if (!root.value.contains(anchorNode) && !root.value.contains(focusNode)) return
    kept = [endOf(root.value, anchorNode, anchorOffset), endOf(root.value, focusNode, focusOffset)]
  })

  onUpdated(() => {
    const selection = document.getSelection()
    if (!root.value || !selection || !kept) return
    const [anchor, focus] = kept.map((end) => placeOf(root.value!, end))
    if (!anchor || !focus) return
    const isThere =
      selection.anchorNode === anchor.node &&
      selection.anchorOffset === anchor.offset &&
      selection.focusNode === focus.node &&
      selection.focusOffset === focus.offset
    if (!isThere) selection.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset)
  })
}

function endOf(root: HTMLElement, node: Node, offset: number): End {
  if (!root.contains(node)) return { node, offset }
  const before = document.createRange()
  before.setStart(root, 0)
  before.setEnd(node, offset)
  return { chars: before.toString().length }
}

function placeOf(root: HTMLElement, end: End): { node: Node; offset: number } | undefined {
  if ('node' in end) return end.node.isConnected ? end : undefined
  let rest = end.chars
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = node.nodeValue!
    if (rest <= length) return { node, offset: rest }
    rest -= length
  }
  return undefined
}
