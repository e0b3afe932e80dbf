/** Values of a series step by step, in the phases of a story. */
export type Phase = 'healthy' | 'nearly' | 'sick' | 'healed'

export interface Story {
  /** Steps of each phase, in order. */
  readonly phases: readonly (readonly [Phase, number])[]
}

type Values = Partial<Record<Phase, number>> & { healthy: number }

/** What it is in a phase that it does not name: as `healthy`. */
const valueIn = (values: Values, phase: Phase) => values[phase] ?? values.healthy

export interface Series {
  readonly series: string
  values(story: Story): string
}

const stepsOf = ({ phases }: Story): Phase[] => phases.flatMap(([phase, count]) => Array<Phase>(count).fill(phase))

const labelled = (metric: string, labels: Record<string, string>) =>
  `${metric}{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}}`

/** A value in each phase; NaN = the series is not there. */
export const gauge = (metric: string, labels: Record<string, string>, values: Values): Series => ({
  series: labelled(metric, labels),
  values: (story) =>
    stepsOf(story)
      .map((phase) => valueIn(values, phase))
      .map((value) => (Number.isNaN(value) ? '_' : String(value)))
      .join(' '),
})

/** How much it rises in each step of a phase. */
export const counter = (metric: string, labels: Record<string, string>, perStep: Values): Series => ({
  series: labelled(metric, labels),
  values(story) {
    let sum = 0
    return stepsOf(story)
      .map((phase) => String((sum += valueIn(perStep, phase))))
      .join(' ')
  },
})

/** A time stamp that follows the clock, and in a phase that is named stands still; a step is a minute. */
export const clock = (metric: string, labels: Record<string, string>, stopsIn: readonly Phase[]): Series => ({
  series: labelled(metric, labels),
  values(story) {
    let last = 0
    return stepsOf(story)
      .map((phase, minute) => String((last = stopsIn.includes(phase) ? last : minute * 60)))
      .join(' ')
  },
})
