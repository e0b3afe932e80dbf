import { h, type VNode } from 'vue'
import CodeBlock from './CodeBlock.vue'
import ImageCard from './ImageCard.vue'
import type { Token } from './parser.ts'
import { inlineImage, safeLink } from './safe-url.ts'

type Child = VNode | string

/** Elements that markdown may make; every other token becomes its text. Headings go below those of the page. */
const elements: Record<string, string> = {
  ...{ p: 'p', blockquote: 'blockquote', ul: 'ul', ol: 'ol', li: 'li', em: 'em', strong: 'strong', s: 's' },
  ...{ table: 'table', thead: 'thead', tbody: 'tbody', tr: 'tr', th: 'th', td: 'td' },
  ...{ h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6', h6: 'h6' },
}

/** Renders tokens as nodes, never as HTML: what is not listed here cannot come out. `done`: the block is final. */
export function toVNodes(tokens: Token[], done: boolean): Child[] {
  const open: { token: Token | undefined; children: Child[] }[] = [{ token: undefined, children: [] }]
  const add = (...children: Child[]) => void open.at(-1)!.children.push(...children)
  for (const token of tokens) {
    if (token.hidden) continue
    if (token.nesting === 1) open.push({ token, children: [] })
    else if (token.nesting === -1 && open.length > 1) {
      const { token: opening, children } = open.pop()!
      add(element(opening!, children))
    } else if (token.nesting === 0) add(...leaf(token, done))
  }
  while (open.length > 1) {
    const { token, children } = open.pop()!
    add(element(token!, children))
  }
  return open[0]!.children
}

function element(token: Token, children: Child[]): VNode {
  if (token.type === 'link_open') return link(token, children)
  const tag = elements[token.tag] ?? 'span'
  if (tag === 'table') return h('div', { class: 'table-scroll', tabindex: 0 }, [h('table', children)])
  if (tag === 'ol') return h('ol', { start: Number(attr(token, 'start') ?? 1) }, children)
  if (token.tag.startsWith('h') && tag.startsWith('h')) return h(tag, { class: `md-${token.tag}` }, children)
  const align = /text-align:(left|center|right)/.exec(attr(token, 'style') ?? '')?.[1]
  return h(tag, align ? { class: `align-${align}` } : {}, children)
}

function link(token: Token, children: Child[]): VNode {
  const href = safeLink(attr(token, 'href'))
  if (!href) return h('span', children)
  return h('a', { href, title: href, target: '_blank', rel: 'noopener noreferrer nofollow' }, children)
}

function leaf(token: Token, done: boolean): Child[] {
  switch (token.type) {
    case 'inline':
      return toVNodes(token.children ?? [], done)
    case 'softbreak':
      return ['\n']
    case 'hardbreak':
      return [h('br')]
    case 'code_inline':
      return [h('code', token.content)]
    case 'fence':
    case 'code_block':
      return [h(CodeBlock, { code: token.content.replace(/\n$/, ''), lang: languageOf(token.info), done })]
    case 'hr':
      return [h('hr')]
    case 'image':
      return [image(token)]
    default:
      return [token.content]
  }
}

function image(token: Token): VNode {
  const src = attr(token, 'src') ?? ''
  const shown = inlineImage(src)
  if (shown) return h('img', { src: shown, alt: token.content, class: 'inline-image' })
  const href = safeLink(src)
  return href ? h(ImageCard, { href, alt: token.content }) : h('span', token.content)
}

const attr = (token: Token, name: string): string | undefined => {
  const value = token.attrs?.find(([key]) => key === name)?.[1]
  return value === undefined ? undefined : String(value)
}
const languageOf = (info: string): string => (info.trim().split(/[\s,{]/, 1)[0] ?? '').toLowerCase().slice(0, 32)
