import { runService } from '@continuo/runtime'
import { readConfig } from './config.ts'
import { createGateway, forceStopMs } from './service.ts'

await runService({
  name: 'gateway',
  readConfig,
  create: createGateway,
  shutdownMs: (config) => forceStopMs(config) + 3_000,
})
