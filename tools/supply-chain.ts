import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  type Lock,
  type Manifest,
  installed,
  licenceProblems,
  lockProblems,
  manifestProblems,
} from './supply-chain/lock.ts'

/** What comes in from outside: exact versions, hashes, licences, no install scripts. Needs no network. */
const root = join(import.meta.dirname, '..')
const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T

const locks = ['package-lock.json', 'tools/node/package-lock.json']
const manifests = globSync(
  ['package.json', '{packages,services,tools}/*/package.json', '{web,e2e,bench}/package.json'],
  { cwd: root },
)
const problems = [
  ...locks.flatMap((path) => lockProblems(read<Lock>(path)).map((problem) => `${path}: ${problem}`)),
  ...manifests.flatMap((path) => manifestProblems(dirname(path), read<Manifest>(path))),
  ...licenceProblems(read<Lock>('package-lock.json')),
  ...(/^ignore-scripts=true$/m.test(readFileSync(join(root, '.npmrc'), 'utf8'))
    ? []
    : ['.npmrc lets install scripts run']),
]
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else console.log(`${installed(read<Lock>('package-lock.json')).length} packages, ${manifests.length} manifests`)
