import { expect, test } from 'vitest'
import { drift } from '../generate.ts'
import { alertsOf, ruleFiles } from '../rules/rule-files.ts'
import { createScale } from '../rules/scale.ts'

const alerts = Object.values(ruleFiles(createScale(1))).flatMap(alertsOf)

test('what the chart ships is what the generator makes', () => {
  expect(drift()).toEqual([])
})

test('every alert says what to read: a summary of one line, the value, where, and a dashboard', () => {
  for (const { annotations, labels } of alerts) {
    expect(['page', 'ticket']).toContain(labels.severity)
    expect(annotations.summary).toMatch(/^[A-Z][^{}\n.]+$/)
    expect(annotations.description).toMatch(/\{\{ \$labels\.namespace \}\}/)
    expect(annotations.dashboard).toMatch(/^\/d\/continuo-[a-z-]+\?var-namespace=\{\{ \$labels\.namespace \}\}$/)
  }
})

test('a scale divides every duration, and 1 leaves them alone', () => {
  const [shipped, scaled] = [createScale(1), createScale(60)]
  expect([shipped.window('3d'), shipped.wait('15s'), shipped.seconds(60, 15)]).toEqual(['3d', '15s', 60])
  expect([scaled.window('3d'), scaled.window('1h'), scaled.window('1m')]).toEqual(['72m', '1m', '5s'])
  expect([scaled.wait('10m'), scaled.wait('15s'), scaled.seconds(120, 8)]).toEqual(['10s', '1s', 8])
  expect(() => createScale(0)).toThrow('from 1 up')
})
