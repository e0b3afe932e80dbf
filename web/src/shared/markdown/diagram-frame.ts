/**
 * Runs alone in a frame of its own (`diagram.ts`), never in the page. Mermaid writes style elements and attributes, which
 * the content security policy refuses, and measures texts that they shape. Here both are set by CSSOM instead, which the
 * policy allows and which gives the same shapes.
 */
import mermaid from 'mermaid'
import { palettes } from './diagram-palettes.ts'

export interface Diagram {
  /** Whole and harmless SVG; needs nothing from outside. */
  svg: string
  /** CSS pixels. */
  width: number
  height: number
}
export type DrawDiagram = (source: string, dark: boolean) => Promise<Diagram>

/** A type that no browser takes for a style sheet, until the drawing is done. */
const heldType = 'text/x-held'
const fontFamily = 'system-ui, sans-serif'
let count = 0

stylesByCssom()

const draw: DrawDiagram = async (source, dark) => {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    // nothing in the text may change these
    secure: [
      ...['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'suppressErrorRendering', 'maxEdges', 'htmlLabels'],
      ...[
        'themeCSS',
        'fontFamily',
        'altFontFamily',
        'theme',
        'themeVariables',
        'darkMode',
        'dompurifyConfig',
        'layout',
      ],
    ],
    suppressErrorRendering: true,
    maxTextSize: 20_000,
    maxEdges: 300,
    htmlLabels: false,
    theme: 'base',
    themeVariables: { ...(dark ? palettes.dark : palettes.light), darkMode: dark, fontFamily },
    fontFamily,
  })
  document.adoptedStyleSheets = []
  try {
    const { svg } = await mermaid.render(`diagram-${++count}`, source)
    return harmless(svg)
  } finally {
    document.body.replaceChildren()
  }
}
Object.assign(globalThis, { drawDiagram: draw })

function stylesByCssom(): void {
  const create = document.createElement.bind(document)
  document.createElement = (name: string, options?: ElementCreationOptions) =>
    held(create(name, options)) as HTMLElement
  const createIn = document.createElementNS.bind(document)
  document.createElementNS = ((namespace: string, name: string) =>
    held(createIn(namespace, name))) as typeof document.createElementNS
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its element below
  const { setAttribute } = Element.prototype
  Element.prototype.setAttribute = function (name: string, value: string) {
    if (name === 'style' && 'style' in this) (this.style as CSSStyleDeclaration).cssText = value
    else setAttribute.call(this, name, value)
  }
}

/** A style element that the browser leaves alone; its rules are adopted by the document as they are written. */
function held(element: Element): Element {
  if (element.localName !== 'style') return element
  element.setAttribute('type', heldType)
  const property = {
    get: () => element.firstChild?.nodeValue ?? '',
    set: (rules: string) => {
      element.replaceChildren(rules)
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(withoutAddresses(rules))
      document.adoptedStyleSheets.push(sheet)
    },
  }
  Object.defineProperties(element, { innerHTML: property, textContent: property })
  return element
}

const withoutAddresses = (rules: string): string =>
  rules.replace(/@import|url\((?!\s*['"]?#)|image-set|src\s*\(/gi, 'none-')

const forbidden =
  'script, foreignObject, iframe, object, embed, image, audio, video, link, meta, base, form, input, feImage'

/** Mermaid has sanitised it already; what is left here cannot run, link, or load anything, wherever it is opened. */
function harmless(markup: string): Diagram {
  const svg = new DOMParser().parseFromString(markup, 'text/html').querySelector('svg')
  if (!svg) throw new Error('No drawing')
  for (const element of svg.querySelectorAll(forbidden)) element.remove()
  for (const element of [svg, ...svg.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes])
      if (/^on/i.test(name) || (/href$/i.test(name) && !value.startsWith('#')) || /url\(\s*['"]?[^#'"\s]/i.test(value))
        element.removeAttribute(name)
  for (const style of svg.querySelectorAll('style')) {
    style.removeAttribute('type')
    style.textContent = withoutAddresses(style.textContent)
  }
  const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  if (!(width > 0 && height > 0)) throw new Error('An empty drawing')
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  return { svg: new XMLSerializer().serializeToString(svg), width: Math.ceil(width), height: Math.ceil(height) }
}
