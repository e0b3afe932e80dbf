/** Expressions as the panels need them, all of them within the chosen namespace. */
const global = 'namespace=~"$namespace", job=~"$job"'
const local = `${global}, pod=~"$pod"`
const braces = (scope: string, labels: string) => `{${scope}${labels ? `, ${labels}` : ''}}`
const by = (labels: string) => (labels ? `by (${labels}) ` : '')
const window = '[$__rate_interval]'

/** A series of the chosen pods. */
export const of = (metric: string, labels = '') => `${metric}${braces(local, labels)}`
/** A series of a fact that every pod tells in the same words. */
export const truth = (metric: string, labels = '') => `${metric}${braces(global, labels)}`

/** Per second, summed up over pods. */
export const rate = (metric: string, labelsOf = '', labels = '') =>
  `sum ${by(labelsOf)}(rate(${of(metric, labels)}${window}))`

/** The same where nothing has been counted in health: a line at zero instead of no data. */
export const rateOrZero = (metric: string, labels = '') => `${rate(metric, '', labels)} or vector(0)`

/** Events in the window, for what is rare. */
export const count = (metric: string, labelsOf = '', labels = '') =>
  `sum ${by(labelsOf)}(increase(${of(metric, labels)}${window}))`
export const countOrZero = (metric: string, labels = '') => `${count(metric, '', labels)} or vector(0)`

export const sum = (metric: string, labelsOf = '', labels = '') => `sum ${by(labelsOf)}(${of(metric, labels)})`

/** One number that all pods tell: the largest, not the sum. */
export const same = (metric: string, labelsOf = '', labels = '') => `max ${by(labelsOf)}(${truth(metric, labels)})`

export const quantile = (q: number, histogram: string, labelsOf = '', labels = '') =>
  `histogram_quantile(${q}, sum by (le${labelsOf ? `, ${labelsOf}` : ''}) (rate(${of(`${histogram}_bucket`, labels)}${window})))`

/** Half, nineteen of twenty and ninety-nine of a hundred are faster. */
export const quantiles = (histogram: string, labels = '') =>
  [0.5, 0.95, 0.99].map((q) => ({ expr: quantile(q, histogram, '', labels), legend: `p${q * 100}` }))

/** What a rule has recorded. */
export const recorded = (record: string, labels = '') =>
  `${record}{namespace=~"$namespace"${labels ? `, ${labels}` : ''}}`
