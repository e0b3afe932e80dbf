import { runService } from '@continuo/runtime'
import { readConfig } from './config.ts'
import { createJanitor } from './service.ts'

await runService({ name: 'janitor', readConfig, create: createJanitor, shutdownMs: () => 10_000 })
