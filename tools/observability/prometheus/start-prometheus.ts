import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { delay } from '../../devstack/src/delay.ts'
import { spawnGuarded } from '../../devstack/src/guard.ts'
import { freePort, portProblem } from '../../devstack/src/ports.ts'
import { findPrometheus } from '../../devstack/src/prometheus-binary.ts'
import { StackError } from '../../devstack/src/stack-error.ts'
import type { Part } from '../../devstack/src/stack.ts'

export interface PrometheusOptions {
  /** Where its series go; made when missing. */
  dataDir: string
  /** Labelled as the chart's PodMonitors do it. */
  parts: readonly Pick<Part, 'name' | 'job' | 'opsAddress'>[]
  /** With the `*.yaml` of the rules. */
  rulesDir: string
  /** Seconds between two scrapes. */
  scrapeS: number
  /** Default any free one. */
  port?: number
}

export interface Prometheus extends AsyncDisposable {
  readonly url: string
}

/** The label `namespace` of everything that runs here. */
export const namespace = 'local'

/**
 * A real Prometheus on 127.0.0.1 that scrapes the parts. It ends with this process, however that one ends.
 * @throws {StackError} when there is none to be had, or it does not come up.
 */
export async function startPrometheus(options: PrometheusOptions): Promise<Prometheus> {
  const { dataDir, parts, rulesDir, scrapeS } = options
  const programs = await findPrometheus()
  if (!programs) throw new StackError('Prometheus was not found. Install it, e.g. with "apt-get install prometheus".')
  await mkdir(dataDir, { recursive: true })
  const file = join(dataDir, 'prometheus.yaml')
  await writeFile(file, configOf(parts, rulesDir, scrapeS))
  const isTaken = options.port !== undefined && (await portProblem(options.port, '127.0.0.1')) !== undefined
  const port = options.port === undefined || isTaken ? await freePort() : options.port
  const server = await spawnGuarded(
    programs.prometheus.path,
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(dataDir, 'series')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--storage.tsdb.retention.time=31d',
    ],
    { env: { ...process.env, ...programs.prometheus.env }, cwd: dataDir, orphanSignal: 'SIGTERM' },
  )
  const url = `http://127.0.0.1:${port}`
  for (const until = Date.now() + 30_000; ;) {
    const isReady = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) break
    if (!server.alive || Date.now() > until)
      throw new StackError(`Prometheus did not start:\n${server.lines.tail(5).join('\n')}`)
    await delay(50)
  }
  return { url, [Symbol.asyncDispose]: async () => void (await server.stop(5_000)) }
}

function configOf(parts: PrometheusOptions['parts'], rulesDir: string, scrapeS: number): string {
  const jobs = Map.groupBy(parts, ({ job }) => job)
  return stringify({
    global: {
      scrape_interval: `${scrapeS}s`,
      scrape_timeout: `${Math.min(scrapeS, 10)}s`,
      evaluation_interval: `${scrapeS}s`,
    },
    rule_files: [join(rulesDir, '*.yaml')],
    scrape_configs: [...jobs].map(([job, members]) => ({
      job_name: job,
      static_configs: members.map(({ name, opsAddress }) => ({
        targets: [opsAddress],
        labels: { namespace, pod: name },
      })),
    })),
  })
}
