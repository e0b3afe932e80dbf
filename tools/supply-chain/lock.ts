/** What package-lock.json (version 3) says of one place in node_modules or one workspace. */
export interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly inBundle?: boolean
}

export interface Lock {
  readonly lockfileVersion: number
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export type Manifest = Partial<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
>

export const installed = ({ packages }: Lock): [name: string, entry: LockedPackage][] =>
  Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, entry]) => [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), entry])

/** Files of a registry say what they are by their hash; anything else could be something else tomorrow. */
export function lockProblems(lock: Lock): string[] {
  const problems = lock.lockfileVersion === 3 ? [] : [`lockfileVersion ${lock.lockfileVersion} is not 3`]
  for (const [name, entry] of installed(lock)) {
    const from = entry.resolved
    if (from !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(from))
      problems.push(`${name} does not come from a registry`)
    // npm writes no hash for another platform's package that it has never fetched; here it cannot be installed either
    const isElsewhere =
      entry.optional === true && (entry.os ?? entry.cpu) !== undefined && entry.integrity === undefined
    if (!isElsewhere && !entry.integrity?.startsWith('sha512-')) problems.push(`${name} has no sha512`)
  }
  return problems
}

/** Versions are exact, and nothing comes from git, an address or a folder. */
export function manifestProblems(where: string, manifest: Manifest): string[] {
  const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/
  return (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, version]) => !exact.test(version))
      .map(([name, version]) => `${where}: ${name} ${version} is not an exact version`),
  )
}

/** Licences under which a part may be shipped with a product whose source is closed. */
const mayShip = new Set([
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
  // changes to their files must be published, and we change none
  ...['MPL-2.0', 'EPL-2.0'],
  // fonts may be embedded; a port of Python's argparse
  ...['OFL-1.1', 'PSF-2.0'],
])
/** What its authors wrote elsewhere than in package.json, looked up by a person. */
const known: Readonly<Record<string, string>> = { khroma: 'MIT' }

/** Packages of production whose licence is not on the list. `A OR B` leaves the choice to us. */
export function licenceProblems(lock: Lock): string[] {
  const fits = (licence: string) =>
    licence
      .replace(/^\(|\)$/g, '')
      .split(' OR ')
      .some((one) => mayShip.has(one))
  return installed(lock)
    .filter(([name, { dev, license }]) => !dev && !fits(license ?? known[name] ?? ''))
    .map(([name, { license = 'no licence' }]) => `${name}: ${license}`)
}
