import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chartFolder } from './describe-values.ts'
import { chartReadme } from './readme.ts'
import { valuesSchema } from './schema.ts'

/**
 * Makes what follows from values.yaml: `node tools/chart/generate.ts`. With `--check` it writes nothing and ends with 1 when
 * a file is not what it should be.
 */
const files: Record<string, string> = {
  'values.schema.json': `${JSON.stringify(valuesSchema(), null, 2)}\n`,
  'README.md': chartReadme(),
}
for (const [name, content] of Object.entries(files)) {
  const path = join(chartFolder, name)
  if (!process.argv.includes('--check')) writeFileSync(path, content)
  else if (readFileSync(path, 'utf8') !== content) {
    console.error(`helm/continuo/${name} is not what values.yaml says: node tools/chart/generate.ts`)
    process.exitCode = 1
  }
}
