export { connectRedis, type RedisClientOptions, type RedisRole } from './client.ts'
export { createRedisStore } from './store.ts'
export { createRedisSubscriber, type SubscriberOptions } from './subscriber.ts'
