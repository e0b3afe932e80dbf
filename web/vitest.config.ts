import vue from '@vitejs/plugin-vue'
import { defineProject } from 'vitest/config'

export default defineProject({
  plugins: [vue()],
  test: {
    name: 'web',
    testTimeout: 30_000,
    retry: process.env['CI'] ? 1 : 0,
    maxWorkers: '100%',
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  },
})
