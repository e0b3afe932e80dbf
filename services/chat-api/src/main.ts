import { runService } from '@continuo/runtime'
import { readConfig } from './config.ts'
import { createChatApi } from './service.ts'

await runService({
  name: 'chat-api',
  readConfig,
  create: createChatApi,
  shutdownMs: (config) => config.grpc.drainMs + 5_000,
})
