/** What a comment in values.yaml says of the value below it. */
export interface Annotation {
  /** The text after `# --`, in one line. */
  text: string
  /** `@type integer|null` and the like, by name. */
  tags: Readonly<Record<string, string>>
}

/**
 * Reads the comments of values.yaml: `# -- what it is. @type integer|null`, above a key or behind it.
 * @returns By path (`gateway.image.tag`); keys inside of `{ … }` have none.
 */
export function readAnnotations(yaml: string): Map<string, Annotation> {
  const found = new Map<string, Annotation>()
  const open: { indent: number; key: string }[] = []
  let comments: string[] = []
  for (const line of yaml.split('\n')) {
    const comment = /^\s*# ?(.*)$/.exec(line)
    if (comment) {
      comments.push(comment[1]!)
      continue
    }
    const entry = /^( *)([\w-]+):(?: (.*))?$/.exec(line)
    if (entry) {
      const [, spaces = '', key = '', rest = ''] = entry
      while (open.length > 0 && open.at(-1)!.indent >= spaces.length) open.pop()
      open.push({ indent: spaces.length, key })
      const behind = /(?:^| )# (@.*)$/.exec(rest)?.[1]
      found.set(open.map((level) => level.key).join('.'), parse([...comments, behind ?? '']))
    }
    comments = []
  }
  return found
}

function parse(comments: string[]): Annotation {
  const from = comments.findIndex((line) => line.startsWith('-- '))
  const said = (from < 0 ? [] : comments.slice(from)).join(' ').replace(/^-- /, '')
  const tags: Record<string, string> = {}
  for (const line of comments)
    for (const [, name = '', value = ''] of line.matchAll(/@([a-z]+(?:\[\])?)(?: ([\w|/-]+))?/g)) tags[name] = value
  return { text: said.replace(/ ?@[a-z]+(\[\])?( [\w|/-]+)?/g, '').trim(), tags }
}
