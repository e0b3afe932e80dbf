import type { Panel } from './panel.ts'

export interface Row {
  readonly title: string
  readonly panels: readonly Panel[]
  /** Shown when it is asked for. */
  readonly collapsed?: boolean
}

const columns = 24

/** Panels from left to right, a new line when one does not fit; a row begins below everything. Ids follow the order. */
export function layOut(rows: readonly Row[]): Record<string, unknown>[] {
  let id = 0
  let top = 0
  return rows.flatMap(({ title, panels, collapsed = false }) => {
    const head = { id: ++id, type: 'row', title, collapsed, gridPos: { x: 0, y: top++, w: columns, h: 1 } }
    let [x, lineHeight] = [0, 0]
    const placed = panels.map((panel) => {
      if (x + panel.width > columns) {
        top += lineHeight
        ;[x, lineHeight] = [0, 0]
      }
      const gridPos = { x, y: top, w: panel.width, h: panel.height }
      x += panel.width
      lineHeight = Math.max(lineHeight, panel.height)
      return { id: ++id, ...panel.body, gridPos }
    })
    top += lineHeight
    // what is in a folded row stands inside it
    return collapsed ? [{ ...head, panels: placed }] : [{ ...head, panels: [] }, ...placed]
  })
}
