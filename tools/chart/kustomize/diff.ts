import { isDeepStrictEqual } from 'node:util'

export interface KubernetesObject {
  apiVersion: string
  kind: string
  metadata: { name: string; [field: string]: unknown }
  [field: string]: unknown
}

type Map = Record<string, unknown>
const isMap = (value: unknown): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists whose entries Kubernetes knows by a name of their own; all others are replaced as a whole. */
const mergeKeys: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
}

/** @returns A strategic merge patch from one to the other; undefined when they are equal. */
export function patchBetween(from: KubernetesObject, to: KubernetesObject): KubernetesObject | undefined {
  const patch = mapPatch(from, to)
  if (Object.keys(patch).length === 0) return undefined
  const { apiVersion, kind, metadata } = to
  return { apiVersion, kind, ...patch, metadata: { ...(patch['metadata'] as Map), name: metadata.name } }
}

function mapPatch(from: Map, to: Map): Map {
  const patch: Map = {}
  for (const key of Object.keys(from)) if (!(key in to)) patch[key] = null
  for (const [key, value] of Object.entries(to)) {
    const old = from[key]
    if (isDeepStrictEqual(old, value)) continue
    if (isMap(old) && isMap(value)) patch[key] = mapPatch(old, value)
    else if (Array.isArray(old) && Array.isArray(value) && mergeKeys[key])
      patch[key] = listPatch(old as Map[], value as Map[], mergeKeys[key])
    else patch[key] = value
  }
  return patch
}

/** What is new goes before what is there, in the order given: kustomize does the same, and `$(PASSWORD)` relies on it. */
function listPatch(from: Map[], to: Map[], by: string): Map[] {
  const patch: Map[] = from
    .filter((old) => !to.some((item) => item[by] === old[by]))
    .map((old) => ({ [by]: old[by], $patch: 'delete' }))
  for (const item of to) {
    const old = from.find((other) => other[by] === item[by])
    if (!old) patch.push(item)
    else if (!isDeepStrictEqual(old, item)) patch.push({ ...mapPatch(old, item), [by]: item[by] })
  }
  return patch
}

/** Objects of `to` that `from` lacks, and patches for the others. */
export function changesBetween(from: readonly KubernetesObject[], to: readonly KubernetesObject[]) {
  const id = ({ kind, metadata }: KubernetesObject) => `${kind}/${metadata.name}`
  const before = new Map(from.map((object) => [id(object), object]))
  const after = new Map(to.map((object) => [id(object), object]))
  const added = to.filter((object) => !before.has(id(object)))
  const patches = to.flatMap((object) => {
    const old = before.get(id(object))
    return (old && patchBetween(old, object)) ?? []
  })
  const removed = from
    .filter((object) => !after.has(id(object)))
    .map(({ apiVersion, kind, metadata: { name } }) => ({ $patch: 'delete', apiVersion, kind, metadata: { name } }))
  return { added, patches: [...patches, ...removed] }
}
