import type { TestProject } from 'vitest/node'
import { type PrometheusPrograms, findPrometheus } from '../../devstack/src/prometheus-binary.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Or why there are none, in words. */
    prometheus: PrometheusPrograms | string
  }
}

const missing = 'there is no prometheus with promtool on PATH, nor among the packages of this system'

export default async function setup(project: TestProject): Promise<void> {
  const programs = (await findPrometheus()) ?? missing
  if (typeof programs === 'string') console.warn(`the tests of rules and dashboards are skipped: ${programs}`)
  project.provide('prometheus', programs)
}
