import { type DashboardFacts, toJson } from './build/dashboard.ts'
import { chatApi } from './chat-api.ts'
import { generators } from './generators.ts'
import { model } from './model.ts'
import { overview } from './overview.ts'
import { streams } from './streams.ts'
import { web } from './web.ts'

export const dashboards: readonly DashboardFacts[] = [overview, streams, chatApi, generators, model, web]

/** Texts by the name of their file. */
export const dashboardFiles = (): [string, string][] =>
  dashboards.map((facts) => [`${facts.uid.replace('continuo-', '')}.json`, toJson(facts)])
