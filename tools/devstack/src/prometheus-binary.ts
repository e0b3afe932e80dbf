import { fromDebian } from './debian.ts'
import { type Program, answers } from './program.ts'

export interface PrometheusPrograms {
  readonly prometheus: Program
  readonly promtool: Program
}

/** promtool is a package of its own from Debian 14 on. */
const packages = ['prometheus', 'promtool']

/** A real Prometheus and its promtool: on PATH, or Debian's, unpacked. undefined when there are none to be had. */
export async function findPrometheus(): Promise<PrometheusPrograms | undefined> {
  const onPath = { prometheus: { path: 'prometheus', env: {} }, promtool: { path: 'promtool', env: {} } }
  if (await run(onPath)) return onPath
  const unpacked = await fromDebian('prometheus', packages, 'usr/bin/prometheus').catch(() => undefined)
  if (!unpacked) return undefined
  const programs = {
    prometheus: unpacked,
    promtool: { ...unpacked, path: unpacked.path.replace(/prometheus$/, 'promtool') },
  }
  return (await run(programs)) ? programs : undefined
}

const run = async ({ prometheus, promtool }: PrometheusPrograms) =>
  (await Promise.all([answers(prometheus, '--version'), answers(promtool, '--version')])).every(Boolean)
