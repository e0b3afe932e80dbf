import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asShipped, followed } from './manifest.ts'

const root = join(import.meta.dirname, '../..')
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')

test('in an image the exports of a workspace are its compiled files, and nothing of its development is left', () => {
  const manifest = {
    name: '@continuo/x',
    version: '1.2.3',
    exports: { '.': './src/index.ts', './a': './src/a/b.ts' },
    dependencies: { zod: '4.0.0' },
    devDependencies: { vitest: '5.0.0' },
  }
  expect(asShipped(manifest)).toEqual({
    name: '@continuo/x',
    version: '1.2.3',
    private: true,
    type: 'module',
    exports: { '.': './dist/index.js', './a': './dist/a/b.js' },
    dependencies: { zod: '4.0.0' },
  })
})

test('optional packages stay out, also when npm lists them as ordinary ones too', () => {
  const manifest = {
    name: 'x',
    version: '1.0.0',
    dependencies: { a: '1', fast: '1' },
    optionalDependencies: { fast: '1' },
  }
  expect(followed(manifest).dependencies).toEqual({ a: '1' })
})

test('of the API reference only the file that browsers get goes into an image', () => {
  const { files, dependencies } = followed({
    name: '@scalar/api-reference',
    version: '1.0.0',
    dependencies: { vue: '3' },
  })
  expect(files).toContain('dist/browser/standalone.js')
  expect(dependencies).toBeUndefined()
})

test('every image runs as uid 1000, without a shell, and takes the base by one argument', () => {
  expect(dockerfile).toContain('USER 1000:1000')
  expect(dockerfile).toContain('CMD ["node", "dist/main.js"]')
  expect(dockerfile.match(/^FROM .*\$\{NODE_IMAGE\}/gm)).toHaveLength(3)
  expect(dockerfile.match(/^(CMD|ENTRYPOINT) (?!\[)/gm)).toBeNull()
})
