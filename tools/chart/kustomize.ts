import { makeManifests, manifestsFolder } from './kustomize/make.ts'
import { provideChartTools } from './provide-tools.ts'

/** Makes `k8s/` from the chart: `node tools/chart/kustomize.ts`. A test fails while it is not what the chart renders. */
const tools = provideChartTools()
if (typeof tools === 'string') {
  console.error(tools)
  process.exitCode = 1
} else makeManifests(tools, manifestsFolder)
