import { conformance } from '../test/conformance.ts'
import { createMemoryStore } from './memory.ts'

conformance('the memory twin', async () => ({ ...createMemoryStore(), close: async () => {} }))
