import { readConfig } from './config.ts'
import { startStandIn } from './start-stand-in.ts'

const standIn = await startStandIn(readConfig(process.env))
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void standIn[Symbol.asyncDispose]())
}
// The one line on stdout: whoever started this reads the address from it.
process.stdout.write(`stand-in listening on http://127.0.0.1:${standIn.port}\n`)
