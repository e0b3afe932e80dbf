/** The parts of a package.json that matter here. */
export interface Manifest {
  name: string
  version: string
  exports?: Record<string, string>
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

/** Packages of which a service reads some files only; those need nothing of what the package depends on. */
const filesOf: Record<string, string[]> = {
  // the API reference is one file with everything in it, which the gateway serves to browsers
  '@scalar/api-reference': ['package.json', 'LICENSE', 'dist/browser/standalone.js'],
}

/**
 * What of a package goes into an image: `files` when only some do, else its dependencies and those peers that it cannot
 * do without. Optional ones stay out: they are machine code for speed, or for other platforms.
 */
export function followed(manifest: Manifest): Partial<Manifest> & { files?: string[] } {
  const files = filesOf[manifest.name]
  if (files) return { files }
  const { dependencies = {}, optionalDependencies = {}, peerDependencies, peerDependenciesMeta } = manifest
  const needed = Object.entries(dependencies).filter(([name]) => !(name in optionalDependencies))
  return {
    dependencies: Object.fromEntries(needed),
    ...(peerDependencies ? { peerDependencies } : {}),
    ...(peerDependenciesMeta ? { peerDependenciesMeta } : {}),
  }
}

/** A workspace's manifest as it is in an image: its exports are the compiled files. */
export function asShipped({ name, version, exports = {}, dependencies = {} }: Manifest) {
  const compiled = Object.entries(exports).map(([key, path]) => [
    key,
    path.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '.js'),
  ])
  return { name, version, private: true, type: 'module', exports: Object.fromEntries(compiled) as object, dependencies }
}
