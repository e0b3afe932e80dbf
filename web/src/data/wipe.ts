import { Dexie } from 'dexie'

/** Removes every byte of a user's chats from this browser. */
export const wipe = (userId: string): Promise<void> => Dexie.delete(`chat:${userId}`)
