import { nothing, type Task } from './task.ts'

/**
 * Hands forgotten messages to chat-api's reconciler: the second line, for the day on which the loop inside chat-api does
 * not run.
 */
export const repair: Task = async ({ maintenance, logger }) => {
  const { redispatched, ended, announced } = await maintenance.repair({ limit: 500 })
  const repaired = redispatched + ended + announced
  // The loop in chat-api does this within seconds: something that is left for the janitor deserves a look.
  if (repaired > 0) logger.warn({ redispatched, ended, announced }, 'forgotten messages repaired')
  return { ...nothing, repaired }
}
