import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GuardedProcess, spawnGuarded } from '@continuo/devstack/guard'
import { findNginx } from '@continuo/devstack/nginx'
import { steadyPorts } from '../product/steady-ports.ts'
import type { Proxy } from './proxy.ts'

export interface NginxManner {
  /** It keeps what comes until a buffer is full, and takes no hint from the service behind it. */
  readonly buffers: boolean
  /** It passes a WebSocket's handshake on. */
  readonly upgrades: boolean
}

/** A real nginx in front of `target`. undefined when there is none on this machine and none to be had. */
export async function startNginx(target: string, manner: NginxManner): Promise<Proxy<NginxManner> | undefined> {
  const program = await findNginx()
  if (!program) return undefined
  const home = await mkdtemp(join(tmpdir(), 'continuo-nginx-'))
  const [port] = (await steadyPorts(1)) as [number]
  await mkdir(join(home, 'logs'))
  let running: GuardedProcess | undefined

  const stop = async () => void (await running?.stop(2_000))
  async function become(next: NginxManner) {
    await stop()
    await writeFile(join(home, 'nginx.conf'), settings({ port, target, ...next }))
    const args = ['-p', home, '-c', join(home, 'nginx.conf'), '-e', 'stderr']
    const begun = await spawnGuarded(program!.path, args, { env: { ...process.env, ...program!.env } })
    running = begun
    await answering(begun, `http://127.0.0.1:${port}/healthz-of-the-proxy`)
  }

  await become(manner)
  return {
    origin: `http://127.0.0.1:${port}`,
    become,
    async [Symbol.asyncDispose]() {
      await stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** One process, no root, no file outside its folder. */
const settings = ({ port, target, buffers, upgrades }: NginxManner & { port: number; target: string }) => `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxied;
  fastcgi_temp_path unused;
  uwsgi_temp_path unused;
  scgi_temp_path unused;
  server {
    listen 127.0.0.1:${port};
    location = /healthz-of-the-proxy { return 204; }
    location / {
      proxy_pass ${target};
      proxy_set_header Host $http_host;
      ${buffers ? held : passed}
    }
    ${upgrades ? handshakes(target) : ''}
  }
}
`

/**
 * As nginx is when nobody tells it otherwise, and deaf to hints besides: it asks in HTTP/1.0, whose answers have no parts,
 * and hands on when a buffer is full. (Answers in parts, of HTTP/1.1, it passes on part by part, buffering or not.)
 */
const held = 'proxy_buffering on; proxy_ignore_headers X-Accel-Buffering;'
const passed = 'proxy_buffering off; proxy_http_version 1.1; proxy_set_header Connection "";'

const handshakes = (target: string) => `
    location = /api/v1/chat/socket {
      proxy_pass ${target};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection upgrade;
    }`

async function answering(nginx: GuardedProcess, url: string): Promise<void> {
  for (const until = Date.now() + 15_000; Date.now() < until;) {
    if (!nginx.alive) break
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`nginx does not answer:\n${nginx.lines.tail(10).join('\n')}`)
}
