import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Every check that needs no running process; all of them run, the failures are shown at the end. */
const root = join(import.meta.dirname, '..')
const node = process.execPath
const bin = (name: string) => join('node_modules/.bin', name)

const checks: [name: string, command: string, ...args: string[]][] = [
  ['format', bin('prettier'), '--check', '--log-level=warn', '.'],
  ['lint', bin('eslint'), '.', '--max-warnings=0'],
  ['types', node, 'node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the service worker', node, 'node_modules/typescript7/bin/tsc', '-p', 'web/src/service-worker'],
  ['types of the web app', bin('vue-tsc'), '--noEmit', '-p', 'web'],
  [
    'import arrows',
    bin('depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    'packages',
    'services',
    'tools',
    'web/src',
    'e2e',
    'bench',
  ],
  ['unused code', bin('knip'), '--no-config-hints'],
  ['protos', bin('buf'), 'lint', 'proto'],
  ['generated types', node, 'tools/proto-gen.ts', '--check'],
  ['the chart’s schema and README', node, 'tools/chart/generate.ts', '--check'],
  ['rules and dashboards', node, 'tools/observability/generate.ts', '--check'],
  ['supply chain', node, 'tools/supply-chain.ts'],
]

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)))
    child.once('error', (error) => resolve({ code: 1, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

let failures = ''
for (const [name, command, ...args] of checks) {
  const began = performance.now()
  const { code, output } = await run(command, args)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code !== 0) failures += `\n── ${name} ──\n${output}`
}
if (failures) {
  console.error(failures)
  process.exitCode = 1
}
