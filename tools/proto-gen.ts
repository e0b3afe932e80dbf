import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/**
 * Makes packages/rpc/src/gen from proto/ with the generator of the loader that reads the same files at run time.
 * `--check` writes nothing and ends with 1 when the generated types are not those of the protos.
 */
const root = join(import.meta.dirname, '..')
const generated = join(root, 'packages/rpc/src/gen')

function generate(into: string): void {
  const protos = readdirSync(join(root, 'proto/chat/v1')).map((name) => `chat/v1/${name}`)
  const flags = ['--keepCase', '--longs=Number', '--enums=String', '--defaults', '--oneofs', '--includeComments']
  const target = [
    '--grpcLib=@grpc/grpc-js',
    '--importFileExtension=.ts',
    `--includeDirs=${join(root, 'proto')}`,
    `--outDir=${into}`,
  ]
  execFileSync(join(root, 'node_modules/.bin/proto-loader-gen-types'), [...flags, ...target, ...protos], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // the generator writes the absolute path of each proto into its first line
  for (const [name, text] of filesIn(into)) writeFileSync(join(into, name), text.replaceAll(`${root}/`, ''))
}

function filesIn(dir: string): Map<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(dir, path), readFileSync(path, 'utf8')] as const
    }),
  )
}

if (process.argv.includes('--check')) {
  const fresh = mkdtempSync(join(tmpdir(), 'proto-'))
  generate(fresh)
  const [wanted, present] = [filesIn(fresh), filesIn(generated)]
  rmSync(fresh, { recursive: true })
  const stale = [...new Set([...wanted.keys(), ...present.keys()])].filter(
    (name) => wanted.get(name) !== present.get(name),
  )
  if (stale.length > 0) {
    console.error(`Generated types are not those of proto/: run "npm run proto". Different: ${stale.join(', ')}`)
    process.exitCode = 1
  }
} else {
  rmSync(generated, { recursive: true, force: true })
  generate(generated)
}
