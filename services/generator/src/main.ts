import { runService } from '@continuo/runtime'
import { readConfig } from './config.ts'
import { createGenerator, shutdownMs } from './service.ts'

await runService({ name: 'generator', readConfig, create: createGenerator, shutdownMs })
