import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeChart, helmTemplate, names, podOf, render, valuesFiles, workloads } from './helm.ts'

const cases = ['', ...valuesFiles]
const filesOf = (file: string) => (file ? [file] : [])

test('the schema and the README are what values.yaml says', () => {
  execFileSync(process.execPath, [join(import.meta.dirname, '../generate.ts'), '--check'])
})

describeChart('with every file of values', () => {
  test.each(cases)('%s renders the same twice, and the same with Helm 3 and Helm 4', (file) => {
    const [first, second, older] = [{}, {}, { helm: 'helm3' as const }].map((options) =>
      helmTemplate({}, { files: filesOf(file), ...options }),
    )
    expect(first!.status, first!.stderr).toBe(0)
    expect(second!.stdout).toBe(first!.stdout)
    expect(older!.stdout).toBe(first!.stdout)
  })

  test.each(cases)('%s lets two releases live in one namespace, one with a name of 53 characters', (file) => {
    const long = 'a-release-name-of-exactly-fifty-three-characters-long'
    const [one, other] = ['second', long].map((release) => render({}, { files: filesOf(file), release }))
    for (const { kind, metadata } of other!)
      expect(metadata.name.length).toBeLessThanOrEqual(kind === 'CronJob' ? 52 : 63)
    const taken = new Set(names(one!))
    expect(names(other!).filter((name) => taken.has(name))).toEqual([])
  })

  test.each(cases)('%s gives every pod what "restricted" asks for, and no token', (file) => {
    for (const object of workloads(render({}, { files: filesOf(file) }))) {
      const { spec } = podOf(object)
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      })
      for (const container of spec.containers)
        expect(container).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          resources: {
            requests: { cpu: expect.anything(), memory: expect.anything() },
            limits: { memory: expect.anything() },
          },
        })
    }
  })
})
