import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { faultCatalog } from './scenario/catalog.ts'
import { directiveNames } from './scenario/directives.ts'

test('the process prints one line when it is ready, and a signal ends it though an answer is streaming', async () => {
  const child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname], {
    env: { ...process.env, PORT: '0', STAND_IN_TPS: '10' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const output = createInterface(child.stdout).on('line', (line) => lines.push(line))
  await once(output, 'line')
  const url = /^stand-in listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(lines[0] ?? '')?.[1] ?? ''
  const response = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model: 'claude-x',
      max_tokens: 1_000,
      stream: true,
      messages: [{ role: 'user', content: 'a long story' }],
    }),
  })
  expect(response.status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  await expect(response.text()).rejects.toThrow()
  expect(lines).toHaveLength(1)
})

test('a bad environment is refused with every bad variable named', () => {
  expect(() => readConfig({ PORT: '99999', STAND_IN_TPS: 'fast', STAND_IN_BURST: '' })).toThrow(
    /^PORT must be .*; STAND_IN_TPS must be [^;]*$/,
  )
  expect(readConfig({ STAND_IN_TPS: '0', HOST: '0.0.0.0' })).toMatchObject({ tps: 0, host: '0.0.0.0', port: 0 })
})

test('the README names every fault and every keyword', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  expect(Object.keys(faultCatalog).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  expect(directiveNames.filter((name) => !readme.includes(`[${name}`))).toEqual([])
})
