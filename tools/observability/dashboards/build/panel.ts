/** The few kinds of panels that are used, as data; `layout.ts` gives them places and ids. */
export interface Query {
  readonly expr: string
  /** May hold labels, as `{{code}}`. */
  readonly legend: string
}

export type Unit =
  's' | 'bytes' | 'Bps' | 'percentunit' | 'short' | 'ops' | 'reqps' | 'cps' | 'dateTimeFromNow' | 'none'

export interface PanelFacts {
  readonly title: string
  /** What it shows, what is normal, what to do when it is not. */
  readonly description: string
  readonly unit: Unit
  readonly queries: readonly Query[]
  /** Of 24 columns. */
  readonly width?: number
  readonly min?: number
  readonly max?: number
}

export interface Panel {
  readonly type: 'stat' | 'timeseries' | 'bargauge' | 'table' | 'heatmap'
  readonly title: string
  readonly width: number
  readonly height: number
  readonly body: Record<string, unknown>
}

export const dataSource = { type: 'prometheus', uid: '${datasource}' }

const targets = (queries: readonly Query[], more: Record<string, unknown> = {}) =>
  queries.map(({ expr, legend }, n) => ({
    refId: String.fromCodePoint(65 + n),
    datasource: dataSource,
    editorMode: 'code',
    expr,
    legendFormat: legend,
    range: true,
    ...more,
  }))

const panel = (
  type: Panel['type'],
  facts: PanelFacts,
  size: [number, number],
  parts: Record<string, unknown>,
): Panel => ({
  type,
  title: facts.title,
  width: facts.width ?? size[0],
  height: size[1],
  body: { type, title: facts.title, description: facts.description, datasource: dataSource, ...parts },
})

const limits = ({ min, max }: PanelFacts) => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
})

/** Colours from these values up; the first is for everything below. */
export type Steps = readonly [colour: string, ...(readonly [value: number, colour: string])[]]

const thresholds = ([first, ...others]: Steps) => ({
  mode: 'absolute',
  steps: [{ color: first, value: null }, ...others.map(([value, color]) => ({ color, value }))],
})

const neutral: Steps = ['blue']

export const timeseries = (facts: PanelFacts & { readonly stacked?: boolean }): Panel =>
  panel('timeseries', facts, [8, 8], {
    targets: targets(facts.queries),
    fieldConfig: {
      defaults: {
        unit: facts.unit,
        min: 0,
        ...limits(facts),
        custom: {
          drawStyle: 'line',
          lineWidth: 1,
          fillOpacity: facts.stacked ? 25 : 8,
          showPoints: 'never',
          spanNulls: false,
          stacking: { mode: facts.stacked ? 'normal' : 'none', group: 'A' },
        },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['mean', 'max', 'lastNotNull'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  })

export const stat = (facts: PanelFacts & { readonly steps?: Steps; readonly decimals?: number }): Panel =>
  panel('stat', facts, [4, 5], {
    targets: targets(facts.queries),
    fieldConfig: {
      defaults: {
        unit: facts.unit,
        ...limits(facts),
        ...(facts.decimals === undefined ? {} : { decimals: facts.decimals }),
        thresholds: thresholds(facts.steps ?? neutral),
        color: { mode: 'thresholds' },
      },
      overrides: [],
    },
    options: {
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      colorMode: facts.steps ? 'background' : 'value',
      graphMode: 'area',
      textMode: 'auto',
    },
  })

export const bars = (facts: PanelFacts & { readonly steps?: Steps }): Panel =>
  panel('bargauge', facts, [8, 8], {
    targets: targets(facts.queries),
    fieldConfig: {
      defaults: {
        unit: facts.unit,
        ...limits(facts),
        thresholds: thresholds(facts.steps ?? neutral),
        color: { mode: 'thresholds' },
      },
      overrides: [],
    },
    options: {
      orientation: 'horizontal',
      displayMode: 'gradient',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  })

/** One row per series, as they are now. */
export const table = (facts: PanelFacts): Panel =>
  panel('table', facts, [12, 8], {
    targets: targets(facts.queries, { instant: true, range: false, format: 'table' }),
    fieldConfig: { defaults: { unit: facts.unit }, overrides: [] },
    options: { showHeader: true },
    transformations: [{ id: 'organize', options: { excludeByName: { Time: true, __name__: true } } }],
  })
