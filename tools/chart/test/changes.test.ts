import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chartFolder } from '../describe-values.ts'
import { describeChart, envOf, find, podOf, render, workloads } from './helm.ts'

describeChart('whoever installs the chart can change', () => {
  test('every image by one registry, and one image by its digest', () => {
    const digest = `sha256:${'a'.repeat(64)}`
    const objects = render(
      { global: { imageRegistry: 'mirror.example.org' }, gateway: { image: { digest } } },
      { files: ['values-dev.yaml'] },
    )
    const images = workloads(objects).flatMap((object) => podOf(object).spec.containers.map(({ image }) => image))
    expect(images).toHaveLength(10)
    for (const image of images) expect(image).toMatch(/^mirror\.example\.org\//)
    expect(images).toContain(`mirror.example.org/continuo-chat/continuo/gateway@${digest}`)
  })

  test('settings, of which the last layer counts and each is there once', () => {
    const gateway = {
      env: { GUESTS: true, MAX_UNSENT_BYTES: 4_194_304 },
      extraEnv: [
        { name: 'MAX_UNSENT_BYTES', value: '{{ .Release.Name }}' },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ],
    }
    const deployment = find(render({ gateway }), 'Deployment', 'continuo-gateway')
    expect(envOf(deployment)).toMatchObject({ GUESTS: 'true', MAX_UNSENT_BYTES: 'continuo' })
    const names = podOf(deployment).spec.containers[0]!.env!.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)].sort())
    expect(
      envOf(find(render({ gateway: { env: { MAX_UNSENT_BYTES: 4_194_304 } } }), 'Deployment', 'continuo-gateway'))[
        'MAX_UNSENT_BYTES'
      ],
    ).toBe('4194304')
  })

  test('any field of any object, by merging and by patches', () => {
    const objects = render({
      gateway: {
        merge: { service: { metadata: { annotations: { by: '{{ .Release.Name }}' } } } },
        patch: {
          deployment: [
            { op: 'replace', path: '/spec/revisionHistoryLimit', value: 9 },
            { op: 'remove', path: '/spec/template/spec/topologySpreadConstraints/0' },
            { op: 'add', path: '/spec/template/spec/containers/0/env/0', value: { name: 'FIRST', value: '1' } },
            { op: 'add', path: '/spec/template/spec/containers/0/env/-', value: { name: 'LAST', value: '1' } },
            { op: 'add', path: '/metadata/labels/example.org~1a~0b', value: 'yes' },
          ],
        },
      },
    })
    expect(find(objects, 'Service', 'continuo-gateway').metadata.annotations).toEqual({ by: 'continuo' })
    const deployment = find(objects, 'Deployment', 'continuo-gateway')
    expect(deployment.spec.revisionHistoryLimit).toBe(9)
    expect(deployment.spec.template.spec.topologySpreadConstraints).toHaveLength(1)
    expect(deployment.metadata.labels).toMatchObject({ 'example.org/a~b': 'yes' })
    const names = podOf(deployment).spec.containers[0]!.env!.map(({ name }) => name)
    expect([names[0], names.at(-1)]).toEqual(['FIRST', 'LAST'])
  })

  test('placement, sidecars, volumes, probes and labels of one component, without touching another', () => {
    const gateway = {
      nodeSelector: { pool: 'edge' },
      tolerations: [{ key: 'edge', operator: 'Exists' }],
      priorityClassName: 'high',
      runtimeClassName: 'gvisor',
      sidecars: [{ name: 'beside', image: 'a.example/b:{{ .Chart.Version }}' }],
      extraVolumes: [{ name: 'more', configMap: { name: '{{ .Release.Name }}-more' } }],
      podLabels: { tier: 'edge' },
      probes: { liveness: { periodSeconds: 33 } },
      topologySpreadConstraints: [],
    }
    const objects = render({ gateway })
    const { metadata, spec } = find(objects, 'Deployment', 'continuo-gateway').spec.template
    expect(metadata.labels).toMatchObject({ tier: 'edge' })
    expect(spec).toMatchObject({
      nodeSelector: { pool: 'edge' },
      priorityClassName: 'high',
      runtimeClassName: 'gvisor',
    })
    expect(spec.containers.map(({ name, image }: { name: string; image: string }) => [name, image])).toContainEqual([
      'beside',
      'a.example/b:0.1.0',
    ])
    expect(spec.volumes).toContainEqual({ name: 'more', configMap: { name: 'continuo-more' } })
    expect(spec.containers[0].livenessProbe.periodSeconds).toBe(33)
    expect(spec).not.toHaveProperty('topologySpreadConstraints')
    expect(find(objects, 'Deployment', 'continuo-generator').spec.template.spec).not.toHaveProperty('nodeSelector')
  })

  test('nothing at all, when it is a part of another chart that has globals of its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'continuo-parent-'))
    try {
      cpSync(chartFolder, join(folder, 'charts/continuo'), { recursive: true })
      writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: parent\nversion: 1.0.0\n')
      const values = {
        global: { theirs: true, imageRegistry: 'mirror.example.org' },
        continuo: { gateway: { replicas: 5 } },
      }
      const gateway = find(render(values, { chart: folder, release: 'team' }), 'Deployment', 'team-continuo-gateway')
      expect(gateway.spec.replicas).toBe(5)
      expect(podOf(gateway).spec.containers[0]!.image).toMatch(/^mirror\.example\.org\//)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('names: short, whole, and of a release that is called like the chart', () => {
    const deployment = (values: object, release: string) =>
      render(values, { release })
        .filter(({ kind }) => kind === 'Deployment')
        .map(({ metadata }) => metadata.name)[1]
    expect(deployment({}, 'continuo')).toBe('continuo-gateway')
    expect(deployment({}, 'team')).toBe('team-continuo-gateway')
    expect(deployment({ nameOverride: 'chat' }, 'team')).toBe('team-chat-gateway')
    expect(deployment({ fullnameOverride: 'ours' }, 'team')).toBe('ours-gateway')
  })
})
