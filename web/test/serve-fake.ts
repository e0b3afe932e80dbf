import { startFakeApi } from './fake-api.ts'

// node web/test/serve-fake.ts: the built page and the fake API on one port, to look at without any service running
const fake = await startFakeApi({
  port: Number(process.env['PORT'] ?? 8080),
  webRoot: new URL('../dist', import.meta.url).pathname,
})
process.stdout.write(`${fake.url}\n`)
