import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeIdentityKeys } from '@continuo/devstack/identity-keys'
import { startPostgres } from '@continuo/devstack/postgres'
import { startRedis } from '@continuo/devstack/redis'
import { freePort } from '@continuo/devstack/ports'
import { engine, runContainer, startContainer } from './engine.ts'
import { guest } from './person.ts'

/**
 * `node tools/images/check.ts [--tag 0.1.0] [--prefix ghcr.io/continuo-chat/continuo]`: runs the built images hardened, on
 * the loopback of this machine, beside a real PostgreSQL and Redis, and proves that they answer and that SIGTERM in the
 * middle of an answer loses nothing. Ends with 1 and a sentence at the first failure; leaves nothing behind.
 */
const { values: options } = parseArgs({
  options: {
    tag: { type: 'string', default: '0.1.0' },
    prefix: { type: 'string', default: 'ghcr.io/continuo-chat/continuo' },
    base: { type: 'string', default: 'docker.io/library/node:24-bookworm-slim' },
  },
})
const image = (name: string) => `${options.prefix}/${name}:${options.tag}`
const began = performance.now()
const say = (text: string) => console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${text}`)
const local = (port: number) => `http://127.0.0.1:${port}`
function expect(isTrue: boolean, sentence: string): asserts isTrue {
  if (!isTrue) throw new Error(sentence)
}

const largest = 250_000_000
async function sizes(): Promise<void> {
  const size = async (name: string) => Number(await engine('image', 'inspect', '--format', '{{.Size}}', name))
  const base = await size(options.base)
  for (const name of ['gateway', 'chat-api', 'generator', 'janitor', 'model-stand-in']) {
    const over = (await size(image(name))) - base
    say(`${name}: ${(over / 1_000_000).toFixed(1)} MB over the base`)
    expect(over < largest, `${name} is larger than 250 MB over its base`)
  }
}

async function product(made: AsyncDisposableStack) {
  const dataDir = await mkdtemp(join(tmpdir(), 'continuo-images-'))
  made.defer(() => rm(dataDir, { recursive: true, force: true }))
  const postgres = made.use(await startPostgres({ dataDir: join(dataDir, 'postgres-18'), unsafeFast: true }))
  const redis = made.use(await startRedis({ dataDir: join(dataDir, 'redis') }))
  const { privateKeys, publicKeys } = makeIdentityKeys()
  const [grpc, model] = [await freePort(), await freePort()]
  const common = { REDIS_URL: redis.url, OPS_HOST: '127.0.0.1' }
  const caller = { ...common, CHAT_API_ADDRESS: `127.0.0.1:${grpc}` }

  /** One container of a service with an operations port of its own. */
  async function start(name: string, of: string, env: Record<string, string>) {
    const ops = await freePort()
    const container = await startContainer(name, image(of), { ...env, OPS_PORT: String(ops) }, `${local(ops)}/readyz`)
    made.use(container)
    say(`${name} is ready ${container.readyMs} ms after its start`)
    return container
  }

  async function startGateway(name: string) {
    const port = await freePort()
    const container = await start(name, 'gateway', {
      ...caller,
      HOST: '127.0.0.1',
      PORT: String(port),
      IDENTITY_PRIVATE_KEY: privateKeys.gateway,
      LOGIN_SECRET: 'only for this check, only on this machine',
      GUESTS: 'true',
      DRAIN_MS: '2000',
    })
    return { ...container, origin: local(port) }
  }

  const migrated = performance.now()
  await runContainer(image('chat-api'), { DATABASE_URL: postgres.url }, 'node', 'dist/migrate.js')
  say(`the migrations took ${Math.round(performance.now() - migrated)} ms, container and all`)

  made.use(
    await startContainer(
      'model',
      image('model-stand-in'),
      { HOST: '127.0.0.1', PORT: String(model) },
      `${local(model)}/__control/count`,
    ),
  )
  const chatApi = await start('chat-api', 'chat-api', {
    ...common,
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: String(grpc),
    DATABASE_URL: postgres.url,
    IDENTITY_PUBLIC_KEYS: publicKeys,
  })
  const startGenerator = (name: string) =>
    start(name, 'generator', {
      ...caller,
      IDENTITY_PRIVATE_KEY: privateKeys.worker,
      ANTHROPIC_BASE_URL: local(model),
      MODEL_IS_STAND_IN: 'true',
      DRAIN_MS: '1000',
    })
  const janitor = () => runContainer(image('janitor'), { ...caller, IDENTITY_PRIVATE_KEY: privateKeys.janitor })
  return { chatApi, startGateway, startGenerator, janitor }
}

/** Grows with each worker that takes the answer up. */
const epoch = ({ cursor }: { cursor: string }) => Number(/:(\d+)\./.exec(cursor)?.[1])

async function check(made: AsyncDisposableStack): Promise<void> {
  await sizes()
  const { chatApi, startGateway, startGenerator, janitor } = await product(made)
  const [first, second] = [await startGateway('gateway'), await startGateway('gateway-2')]
  const generator = await startGenerator('generator')

  const probe = `try{require('fs').writeFileSync('/app/x','');console.log('written')}catch(e){console.log(process.getuid(),e.code)}`
  const written = await first.exec('node', '-e', probe)
  expect(written === '1000 EROFS', `uid and root: ${written}, expected 1000 EROFS`)
  await first.exec('node', '/app/image/health.js')
  say('uid 1000, nothing can be written, the health command agrees')

  const page = await fetch(first.origin, { headers: { 'accept-encoding': 'br' } })
  expect(
    page.ok && page.headers.get('content-encoding') === 'br',
    'the gateway does not serve the built page in brotli',
  )

  const person = await guest(first.origin)
  const one = await person.send(first.origin, '[words:40] [tps:200] hello')
  await person.compare(first.origin, one, await person.follow(first.origin, one))
  say('a message is answered, and stored as it was streamed')

  // about eight seconds of answer: long enough to stop somebody in the middle of it
  const long = '[words:300] [tps:50] a long answer'
  const begun = (seen: { text: string }) => seen.text.length > 200

  const two = await person.send(first.origin, long)
  let stopped: Promise<number> | undefined
  let seen = await person.follow(first.origin, two, undefined, (now) => {
    if (begun(now)) stopped ??= first.stop(40)
    return false
  })
  expect(stopped !== undefined && !seen.completed, 'the gateway did not end the stream when it was stopped')
  const atStop = seen.text.length
  seen = await person.follow(second.origin, two, seen)
  await person.compare(second.origin, two, seen)
  expect((await stopped) === 0, `the stopped gateway ended with ${await stopped}`)
  expect(seen.resets === 0, `the answer was begun anew ${seen.resets} times`)
  say(`SIGTERM of the gateway at ${atStop} of ${seen.text.length} letters: went on at the other one, exit 0`)

  const three = await person.send(second.origin, '[words:600] [tps:50] a longer answer')
  const middle = await person.follow(second.origin, three, undefined, begun)
  const epochAtStop = epoch(middle)
  await startGenerator('generator-2')
  const ended = generator.stop(40)
  const whole = await person.follow(second.origin, three, middle)
  await person.compare(second.origin, three, whole)
  expect((await ended) === 0, `the stopped generator ended with ${await ended}`)
  expect(epoch(whole) > epochAtStop, 'the answer was over before the generator stopped')
  say(`SIGTERM of the generator in the middle of ${whole.text.length} letters: the other one went on, exit 0`)

  await janitor()
  say('the janitor has run and ended with 0')
  expect((await chatApi.stop(40)) === 0, 'chat-api did not end with 0')
}

await using made = new AsyncDisposableStack()
try {
  await check(made)
  say('passed')
} catch (error) {
  console.error(error)
  process.exitCode = 1
}
