import type { ESTree, Plugin } from 'vite'

/**
 * Leaves zod out of the page (a fifth of its code). The contract's schemas are for servers; a page takes its types and
 * pure functions. Each schema is declared free of side effects, so that an unused one is dropped; were one used after
 * all, the page would fail at its start, with this message.
 */
export const withoutSchemas: Plugin = {
  name: 'without-schemas',
  apply: 'build',
  resolveId: {
    order: 'pre',
    handler: (source, importer) => (source === 'zod' && isContract(importer) ? '\0no-zod' : undefined),
  },
  load: (id) =>
    id === '\0no-zod'
      ? `export const z = /* @__PURE__ */ new Proxy({}, { get() { throw new Error('The web app has no zod: use no schema of the contract') } })`
      : undefined,
  transform(code, id) {
    if (!isContract(id)) return undefined
    const made = this.parse(code).body.flatMap(values)
    // from the last to the first, so that the places before stay right
    return made.reduceRight((text, { start, end }) => {
      const value = text.slice(start, end)
      return `${text.slice(0, start)}/* @__PURE__ */ (() => (${value}))()${text.slice(end)}`
    }, code)
  },
}

const isContract = (file: string | undefined) => file?.includes('/packages/contract/') ?? false

/** What a module's constants hold; functions stay as they are. */
function values(statement: ESTree.Program['body'][number]): { start: number; end: number }[] {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
  if (declared?.type !== 'VariableDeclaration') return []
  return declared.declarations.flatMap(({ init }) =>
    init?.type === 'CallExpression' || init?.type === 'ObjectExpression' ? [init] : [],
  )
}
