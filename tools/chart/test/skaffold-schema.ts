import { z } from 'zod'

const Texts = z.array(z.string())
const Pairs = z.record(z.string(), z.string())

const Artifact = z.strictObject({
  image: z.string(),
  context: z.string().optional(),
  docker: z.strictObject({ dockerfile: z.string(), target: z.string().optional() }),
  sync: z
    .strictObject({
      manual: z.array(z.strictObject({ src: z.string(), dest: z.string(), strip: z.string().optional() })),
    })
    .optional(),
})

const Build = z.strictObject({
  tagPolicy: z.strictObject({ inputDigest: z.strictObject({}) }).optional(),
  // skaffold takes one way to build, and refuses two
  local: z
    .strictObject({
      useBuildkit: z.boolean().optional(),
      push: z.boolean().optional(),
      concurrency: z.int().min(0).optional(),
    })
    .optional(),
  artifacts: z.array(Artifact).min(1),
})

const Release = z.strictObject({
  name: z.string(),
  namespace: z.string().optional(),
  createNamespace: z.boolean().optional(),
  chartPath: z.string(),
  skipBuildDependencies: z.boolean().optional(),
  skipTests: z.boolean().optional(),
  wait: z.boolean().optional(),
  valuesFiles: Texts.optional(),
  setValues: Pairs.optional(),
  setValueTemplates: Pairs.optional(),
})

const Deploy = z.strictObject({
  helm: z.strictObject({ releases: z.array(Release).min(1) }).optional(),
  kubectl: z.strictObject({}).optional(),
})

const PortForward = z.strictObject({
  resourceType: z.enum(['service', 'pod', 'deployment']),
  resourceName: z.string(),
  namespace: z.string().optional(),
  port: z.int(),
  localPort: z.int().optional(),
})

const Patch = z.strictObject({
  op: z.enum(['add', 'remove', 'replace']),
  path: z.string().regex(/^\/./),
  value: z.unknown().optional(),
})

/** What a pipeline has, at the top and in a profile alike. */
const pipeline = {
  build: Build.optional(),
  manifests: z.strictObject({ kustomize: z.strictObject({ paths: Texts }) }).optional(),
  deploy: Deploy.optional(),
  portForward: z.array(PortForward).optional(),
}

/**
 * The fields of skaffold's v4beta13 that skaffold.yaml uses, with the types that its published schema gives them; every other
 * name is a mistake. A field that comes into use is looked up there first.
 */
export const SkaffoldConfig = z.strictObject({
  apiVersion: z.literal('skaffold/v4beta13'),
  kind: z.literal('Config'),
  metadata: z.strictObject({ name: z.string() }),
  ...pipeline,
  profiles: z
    .array(
      z.strictObject({
        name: z.string(),
        activation: z.array(z.strictObject({ command: z.string() })).optional(),
        patches: z.array(Patch).optional(),
        ...pipeline,
      }),
    )
    .optional(),
})
