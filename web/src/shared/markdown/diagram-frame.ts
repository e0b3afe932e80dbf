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

/** Where style attributes wait while markup is parsed. */
const heldAttribute = 'data-held-style'
const fontFamily = 'system-ui, sans-serif'
/** What the drawing's style elements would hold. */
let rules: string[] = []
let count = 0

allowMarkup()
guardDocument()

async function draw(source: string, dark: boolean): Promise<Diagram> {
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
  rules = []
  document.adoptedStyleSheets = []
  try {
    const { svg } = await mermaid.render(`diagram-${++count}`, source)
    return harmless(svg)
  } finally {
    document.body.replaceChildren()
  }
}

/** One at a time: they share the document. */
let last: Promise<unknown> = Promise.resolve()
const drawDiagram: DrawDiagram = (source, dark) => {
  const drawing = last.then(() => draw(source, dark))
  last = drawing.catch(() => undefined)
  return drawing
}
Object.assign(globalThis, { drawDiagram })

/** Mermaid and its sanitiser write markup as text, which the page's policy allows nobody else, and nobody in the page. */
function allowMarkup(): void {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: { createHTML(markup: string): string }): unknown }
  }
  trustedTypes?.createPolicy('default', { createHTML: (markup) => markup })
}

function guardDocument(): void {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) =>
    name === 'style' ? styleKeeper() : create(name, options)) as typeof document.createElement
  const createIn = document.createElementNS.bind(document)
  document.createElementNS = ((namespace: string, name: string) =>
    name === 'style' ? styleKeeper() : createIn(namespace, name)) as typeof document.createElementNS
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with their element below
  const { setAttribute, setAttributeNS } = Element.prototype
  Element.prototype.setAttribute = function (name: string, value: string) {
    if (name === 'style' && 'style' in this) (this.style as CSSStyleDeclaration).cssText = value
    else if (!leadsOut(name, value)) setAttribute.call(this, name, value)
  }
  Element.prototype.setAttributeNS = function (namespace: string | null, name: string, value: string) {
    if (!leadsOut(name, value)) setAttributeNS.call(this, namespace, name, value)
  }
  // a picture in a diagram would be asked for at once; its diagram is refused instead
  Object.defineProperty(HTMLImageElement.prototype, 'src', { get: () => '', set: () => undefined })
  // the sanitiser parses what was drawn: there too
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its parser below
  const { parseFromString } = DOMParser.prototype
  DOMParser.prototype.parseFromString = function (markup: unknown, type: DOMParserSupportedType) {
    return parseFromString.call(this, String(markup).replaceAll(' style="', ` ${heldAttribute}="`), type)
  }
}

/** An address elsewhere, or a handler (sequence diagrams have some): neither is in the picture that comes of it. */
const leadsOut = (name: string, value: unknown): boolean =>
  (/(?:href|src)$/i.test(name) && !String(value).startsWith('#')) || /^on/i.test(name)

/** In the place of a style element: the document adopts its rules as they are written, the drawing gets them at the end. */
function styleKeeper(): Element {
  const keeper = document.createElementNS('http://www.w3.org/2000/svg', 'metadata')
  const property = {
    get: () => '',
    set: (text: string) => {
      const safe = withoutAddresses(text)
      rules.push(safe)
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(safe)
      document.adoptedStyleSheets.push(sheet)
    },
  }
  return Object.defineProperties(keeper, { innerHTML: property, textContent: property })
}

const withoutAddresses = (rules: string): string =>
  rules.replace(/@import|url\((?!\s*['"]?#)|image-set|src\s*\(/gi, 'none-')

const forbidden =
  'script, foreignObject, iframe, object, embed, image, audio, video, link, meta, base, form, input, feImage'

/** Mermaid has sanitised it already; what is left here cannot run, link, or load anything, wherever it is opened. */
function harmless(drawn: string): Diagram {
  const svg = new DOMParser().parseFromString(drawn, 'text/html').querySelector('svg')
  if (!svg) throw new Error('No drawing')
  for (const element of svg.querySelectorAll(forbidden)) element.remove()
  for (const element of [svg, ...svg.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes])
      if (/^on/i.test(name) || leadsOut(name, value) || /url\(\s*['"]?[^#'"\s]/i.test(value))
        element.removeAttribute(name)
  const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  if (!(width > 0 && height > 0)) throw new Error('An empty drawing')
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  const markup = new XMLSerializer().serializeToString(svg).replaceAll(` ${heldAttribute}="`, ' style="')
  const start = markup.indexOf('>') + 1
  const styles = `<style>${rules.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</style>`
  return {
    svg: markup.slice(0, start) + styles + markup.slice(start),
    width: Math.ceil(width),
    height: Math.ceil(height),
  }
}
