export { connectRedis, type RedisClientOptions, type RedisRole } from './client.ts'
export { createRedisStore, type RedisStoreOptions } from './store.ts'
export { createRedisSubscriber, type SubscriberOptions } from './subscriber.ts'
