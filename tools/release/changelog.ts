const levels = ['major', 'minor', 'patch'] as const
export type Level = (typeof levels)[number]
const titles: Record<Level, string> = { major: 'Needs your attention', minor: 'New', patch: 'Fixed' }

export interface Change {
  readonly level: Level
  readonly text: string
}

/** One file of `.changeset`. @throws when it has no head, or one that raises nothing. */
export function readChange(file: string, content: string): Change {
  const [, head = '', text = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(content) ?? []
  const level = levels.find((one) => new RegExp(`: *${one}$`, 'm').test(head))
  if (!level || text.trim() === '') throw new Error(`.changeset/${file} names no package with major, minor or patch`)
  return { level, text: text.trim() }
}

/** The changelog with a section for `version` on top. @param date ISO, day only. */
export function withRelease(changelog: string, version: string, date: string, changes: readonly Change[]): string {
  const section = levels.flatMap((level) => {
    const texts = changes
      .filter((change) => change.level === level)
      .map(({ text }) => `- ${text.replace(/\n/g, '\n  ')}`)
    return texts.length > 0 ? [`### ${titles[level]}\n\n${texts.join('\n')}`] : []
  })
  const added = [`## ${version} (${date})`, ...section].join('\n\n')
  const at = changelog.search(/^## /m)
  return at < 0 ? `${changelog.trimEnd()}\n\n${added}\n` : `${changelog.slice(0, at)}${added}\n\n${changelog.slice(at)}`
}

/** What the changelog says of one version, without its heading; undefined when nothing. */
export function notesOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1)
  const own = sections.find((section) => section.startsWith(`${version} `))
  return own?.slice(own.indexOf('\n')).trim()
}
