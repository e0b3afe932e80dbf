import { spawnGuarded } from '../src/guard.ts'

/** Starts what its arguments say, tells the pid, and dies of SIGKILL at the first byte on its input. */
const [orphanSignal, group, command = '', ...args] = process.argv.slice(2)
const child = await spawnGuarded(command, args, {
  orphanSignal: orphanSignal as 'SIGTERM' | 'SIGINT' | 'SIGKILL',
  group: group === 'group',
})
await child.lines.waitFor(({ text }) => text === 'up')
process.stdout.write(`${child.pid}\n`)
process.stdin.once('data', () => process.kill(process.pid, 'SIGKILL'))
