import type { TestProject } from 'vitest/node'
import { type ChartTools, provideChartTools } from './provide-tools.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Or why there are none, in words. */
    chartTools: ChartTools | string
  }
}

export default function setup(project: TestProject): void {
  const tools = provideChartTools()
  if (typeof tools === 'string') console.warn(`the chart's tests are skipped: ${tools}`)
  project.provide('chartTools', tools)
}
