import { Recent } from '../recent.ts'
import { trustedScript } from '../trusted-script.ts'
import type { DrawDiagram } from './diagram-frame.ts'
import frameUrl from './diagram-frame.ts?worker&url'

/** A drawing as a picture: nothing in a picture runs, is clicked, or loads. */
export interface DiagramImage {
  src: string
  /** CSS pixels. */
  width: number
  height: number
}

/** Drawings that were on screen. UTF-16 code units. */
const drawn = new Recent<DiagramImage>(2_000_000)
let loading: Promise<DrawDiagram> | undefined

const keyOf = (source: string, dark: boolean): string => `${dark}\n${source}`

/** A drawing that is here already. */
export const knownDiagram = (source: string, dark: boolean): DiagramImage | undefined => drawn.get(keyOf(source, dark))

/** Draws a diagram. @throws when it is none, is too large, or the renderer cannot be loaded. */
export async function drawDiagram(source: string, dark: boolean): Promise<DiagramImage> {
  const known = knownDiagram(source, dark)
  if (known) return known
  loading ??= load().catch((cause: unknown) => {
    loading = undefined
    throw cause
  })
  const { svg, width, height } = await (await loading)(source, dark)
  const image = { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, width, height }
  drawn.set(keyOf(source, dark), image, source.length + image.src.length)
  return image
}

/** A frame of the page's own origin and policy, so that a drawing's styles shape nothing of the page. */
function load(): Promise<DrawDiagram> {
  const frame = document.createElement('iframe')
  frame.className = 'diagram-frame'
  frame.tabIndex = -1
  frame.ariaHidden = 'true'
  document.body.append(frame)
  return new Promise((resolve, reject) => {
    const inside = frame.contentDocument!
    const script = inside.createElement('script')
    script.type = 'module'
    script.src = trustedScript(new URL(frameUrl, location.href).href)
    script.onload = () => resolve((frame.contentWindow as unknown as { drawDiagram: DrawDiagram }).drawDiagram)
    script.onerror = () => {
      frame.remove()
      reject(new Error('The renderer of diagrams could not be loaded'))
    }
    inside.head.append(script)
  })
}
