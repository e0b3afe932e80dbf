import { h, type VNode } from 'vue'
import { t } from '../i18n/index.ts'
import CodeBlock from './CodeBlock.vue'
import DiagramBlock from './DiagramBlock.vue'
import { pendingHref } from './heal.ts'
import ImageCard from './ImageCard.vue'
import MathFormula from './MathFormula.vue'
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
  for (const [i, token] of tokens.entries()) {
    if (token.hidden) continue
    if (token.nesting === 1) open.push({ token, children: [] })
    else if (token.nesting === -1 && open.length > 1) {
      const { token: opening, children } = open.pop()!
      add(element(opening!, children))
    } else if (token.nesting === 0) add(...leaf(token, done, isTask(tokens, i)))
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
  if (tag === 'li' && hasBox(children)) return h(tag, { class: 'task' }, children)
  if (token.tag.startsWith('h') && tag.startsWith('h')) return h(tag, { class: `md-${token.tag}` }, children)
  const align = /text-align:(left|center|right)/.exec(attr(token, 'style') ?? '')?.[1]
  return h(tag, align ? { class: `align-${align}` } : {}, children)
}

function link(token: Token, children: Child[]): VNode {
  const given = attr(token, 'href')
  const href = safeLink(given)
  if (!href) return h('span', given === pendingHref ? { class: 'pending-link' } : {}, children)
  return h('a', { href, title: href, target: '_blank', rel: 'noopener noreferrer nofollow' }, children)
}

function leaf(token: Token, done: boolean, task: boolean): Child[] {
  switch (token.type) {
    case 'inline':
      return task ? withBox(toVNodes(token.children ?? [], done)) : toVNodes(token.children ?? [], done)
    case 'softbreak':
      return ['\n']
    case 'hardbreak':
      return [h('br')]
    case 'code_inline':
      return [h('code', token.content)]
    case 'fence':
    case 'code_block':
      return [code(token.content.replace(/\n$/, ''), languageOf(token.info), done)]
    case 'math_inline':
    case 'math_block':
      return [formula(token)]
    case 'math_open':
      return [h('p', { class: 'whitespace-pre-wrap' }, token.content)]
    case 'hr':
      return [h('hr')]
    case 'image':
      return [image(token)]
    default:
      return [token.content]
  }
}

const code = (text: string, lang: string, done: boolean): VNode =>
  lang === 'mermaid' ? h(DiagramBlock, { code: text, done }) : h(CodeBlock, { code: text, lang, done })

function formula({ content, markup, meta }: Token): VNode {
  const { display } = meta as { display: boolean }
  return h(MathFormula, { source: content, markup, display })
}

const taskSign = /^\[([ xX])\] /

/** The first words of a list item that begin with a box. */
const isTask = (tokens: Token[], i: number): boolean =>
  tokens[i - 2]?.type === 'list_item_open' && taskSign.test(tokens[i]!.content)

function withBox([first, ...rest]: Child[]): Child[] {
  const sign = typeof first === 'string' ? taskSign.exec(first) : undefined
  if (!sign || typeof first !== 'string') return [first ?? '', ...rest]
  const isDone = sign[1] !== ' '
  const label = t(isDone ? 'task.done' : 'task.open')
  const box = h('span', { class: ['task-box', { 'is-done': isDone }], role: 'img', 'aria-label': label })
  return [box, `\u00a0${first.slice(sign[0].length)}`, ...rest]
}

const hasBox = ([first]: Child[]): boolean =>
  typeof first === 'object' &&
  (first.props?.['role'] === 'img' || (Array.isArray(first.children) && hasBox(first.children as Child[])))

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
