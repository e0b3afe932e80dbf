import { type Described, describeValues } from './describe-values.ts'

const head = `# The chart \`continuo\`

Made from values.yaml by \`node tools/chart/generate.ts\`; edit that one. How to deploy: [docs/deploy](../../docs/deploy).

\`\`\`sh
helm install continuo ./helm/continuo -f helm/continuo/values-dev.yaml      # everything bundled, nothing to set up
helm install continuo ./helm/continuo -f my-values.yaml                     # from values-production.yaml
helm test continuo --logs                                                   # signs in, asks, reads the stored answer
\`\`\`

Kubernetes 1.30 or newer, Helm 3.14 or newer, Helm 4. Every secret is read by the name of a Secret and a key in it; the chart makes
none and nothing in it is random. Wrong combinations of values are refused with a sentence. A change of a setting rolls the pods it
is for. What the chart renders can be changed without a fork: \`merge\` and \`patch\` of each component change every object,
\`extraObjects\` adds some. Uninstalling leaves the volumes of the \`dev\` stores and the CloudNativePG Cluster.

## Values
`

const note = (described: Described): string => {
  const { tags } = described.annotation
  if (tags['enum']) return tags['enum'].split('|').join(', ')
  if (tags['type']) return tags['type'].split('|').join(' or ')
  if (tags['map'] || 'open' in tags || 'probes' in tags) return 'map'
  if (tags['slots']) return `map: ${tags['slots'].split('|').join(', ')}`
  if (tags['slots[]']) return `map of lists: ${tags['slots[]'].split('|').join(', ')}`
  if (tags['def']) return tags['def']
  if (tags['items']) return `list of ${tags['items'].split('|').join(' or ')}`
  return typeof described.value
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const rows = (described: Described): string[] =>
  described.children
    ? described.children.flatMap(rows)
    : [
        `| \`${described.path}\` | ${cell(note(described))} | \`${cell(JSON.stringify(described.value))}\` | ${cell(described.annotation.text)} |`,
      ]

/** The chart's README: every value with its type, its default and what it does. */
export function chartReadme(): string {
  const table = describeValues().flatMap(rows).join('\n')
  return `${head}\n| value | type | default | what it does |\n| --- | --- | --- | --- |\n${table}\n`
}
