import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { notesOf, readChange, withRelease } from './changelog.ts'
import { statedVersions } from './versions.ts'

/**
 * `node tools/release/version.ts`: the files of `.changeset` become the next version of everything and a section of the
 * changelog. `--check 1.2.3` ends with 1 unless everything says so; `--notes 1.2.3` prints what the changelog says of it.
 */
const root = join(import.meta.dirname, '../..')
const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: root, stdio: 'inherit' })
const change = (path: string, to: (text: string) => string) => {
  const file = join(root, path)
  writeFileSync(file, to(readFileSync(file, 'utf8')))
}

function check(version: string): void {
  const others = [...statedVersions()].filter(([, stated]) => stated !== version)
  for (const [place, stated] of others) console.error(`${place} says ${stated}, not ${version}`)
  if (others.length > 0) process.exitCode = 1
}

function printNotes(version: string): void {
  const notes = notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version)
  if (notes === undefined) throw new Error(`CHANGELOG.md says nothing of ${version}`)
  console.log(notes)
}

function makeVersion(): void {
  const folder = join(root, '.changeset')
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md')
  if (files.length === 0) throw new Error('no change is waiting in .changeset')
  const changes = files.map((name) => readChange(name, readFileSync(join(folder, name), 'utf8')))
  // not a dependency: a release is made now and then, and by a person
  run('npx', '--yes', '@changesets/cli@3.0.3', 'version')
  const { version } = JSON.parse(readFileSync(join(root, 'services/gateway/package.json'), 'utf8')) as {
    version: string
  }
  change('package.json', (text) => text.replace(/"version": "[^"]+"/, `"version": "${version}"`))
  change('helm/continuo/Chart.yaml', (text) => text.replace(/^(version|appVersion): .+$/gm, `$1: ${version}`))
  change('compose.yaml', (text) => text.replace(/\$\{VERSION:-[^}]+\}/g, `\${VERSION:-${version}}`))
  change('CHANGELOG.md', (text) => withRelease(text, version, new Date().toISOString().slice(0, 10), changes))
  run('npm', 'install', '--package-lock-only', '--no-audit', '--no-fund')
  run('node', 'tools/chart/generate.ts')
  run('node', 'tools/chart/kustomize.ts')
  check(version)
}

const [flag, version] = argv.slice(2)
if (flag === '--check' && version) check(version)
else if (flag === '--notes' && version) printNotes(version)
else if (flag === undefined) makeVersion()
else throw new Error('usage: node tools/release/version.ts [--check VERSION | --notes VERSION]')
