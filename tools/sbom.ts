import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * The parts of the product as a CycloneDX document, from package-lock.json alone: `npm run sbom [file]`. What only
 * development needs is left out.
 */
const root = join(import.meta.dirname, '..')
const file = resolve(root, process.argv[2] ?? 'dist/sbom.cdx.json')
const { status, stdout, stderr, error } = spawnSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
if (status !== 0) throw new Error(`npm sbom failed: ${error?.message ?? stderr}`)
const { bomFormat, specVersion, components } = JSON.parse(stdout) as {
  bomFormat: string
  specVersion: string
  components: object[]
}
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, stdout)
console.log(`${bomFormat} ${specVersion}: ${components.length} components in ${file}`)
