// `helm test`: what a person does, from inside the cluster. Signs in, asks, sees the first token and reads the stored
// answer; before that the two ways by which the cluster looks at chat-api. Ends with 1 and a sentence at the first failure.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:http2'

const { GATEWAY_URL, CHAT_API, CHAT_API_OPS_URL, ACCESS_TOKEN, GRPC_TLS_CERT, GRPC_TLS_KEY, GRPC_TLS_CA } = process.env
const origin = process.env.ORIGIN || GATEWAY_URL
const limitMs = Number(process.env.LIMIT_SECONDS ?? 60) * 1_000
const began = performance.now()
const say = (text) => console.log(`${((performance.now() - began) / 1_000).toFixed(2).padStart(6)} s  ${text}`)
const fail = (text) => {
  say(`FAILED: ${text}`)
  process.exit(1)
}
setTimeout(() => fail(`not done within ${limitMs / 1_000} s`), limitMs).unref()

/** The standard health service, spoken by hand: an empty request, and 1 (SERVING) as the answer. */
async function grpcHealth() {
  const tls = GRPC_TLS_CERT && {
    cert: readFileSync(GRPC_TLS_CERT),
    key: readFileSync(GRPC_TLS_KEY),
    ca: readFileSync(GRPC_TLS_CA),
  }
  const session = connect(`${tls ? 'https' : 'http'}://${CHAT_API}`, tls || {})
  try {
    return await new Promise((resolve, reject) => {
      session.once('error', reject)
      const call = session.request({
        ':method': 'POST',
        ':path': '/grpc.health.v1.Health/Check',
        'content-type': 'application/grpc',
        te: 'trailers',
      })
      const parts = []
      call.on('data', (part) => parts.push(part))
      call.once('end', () => resolve(Buffer.concat(parts).at(-1) === 1))
      call.once('error', reject)
      call.end(Buffer.alloc(5))
    })
  } finally {
    session.close()
  }
}

const headers = { origin }
/** @returns {Promise<Response>} of the API; anything but 2xx fails the test. */
async function api(method, path, body) {
  const response = await fetch(`${GATEWAY_URL}/api/v1${path}`, {
    method,
    headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(limitMs),
  })
  if (!response.ok) fail(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response
}

/** Frames of an event stream: [event, data]. */
async function* frames(response) {
  let text = ''
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part
    const blocks = text.split('\n\n')
    text = blocks.pop()
    for (const block of blocks) {
      const field = (name) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
      if (field('data')) yield [field('event'), JSON.parse(field('data'))]
    }
  }
}

async function ask() {
  const sent = await (await api('POST', '/chat/messages', { content: 'Say hello in one short sentence.' })).json()
  try {
    const stream = await api('GET', `/chat/stream/${sent.session_id}?cursor=${sent.message_id}:0.0`)
    let text = ''
    for await (const [event, data] of frames(stream)) {
      if (event === 'delta') {
        if (text === '') say('first token')
        text += data.text
      } else if (event === 'snapshot') text = data.text
      else if (event === 'reset') text = ''
      else if (event === 'error') fail(`the answer ended with ${data.code}: ${data.message}`)
      else if (event === 'completed') {
        if (createHash('sha256').update(text).digest('hex') !== data.sha256) fail('the streamed text has another hash')
        break
      }
    }
    const stored = await (await api('GET', `/chat/status/${sent.session_id}/${sent.message_id}`)).json()
    if (stored.status !== 'completed' || stored.content !== text)
      fail(`stored is ${stored.status}, not what was streamed`)
    say('the stored answer is the streamed one')
  } finally {
    await api('DELETE', `/sessions/${sent.session_id}`)
  }
}

try {
  if (!(await grpcHealth())) fail(`${CHAT_API}: the health service does not say SERVING`)
  say('chat-api is serving')
  const metrics = await (await fetch(`${CHAT_API_OPS_URL}/metrics`)).text()
  if (!/^continuo_database_connections/m.test(metrics)) fail('chat-api exports no continuo_database_connections')
  say('chat-api exports its metrics')
  await (await api('GET', '/openapi.json')).text()
  say('the gateway answers')
  if (ACCESS_TOKEN) {
    headers.authorization = `Bearer ${ACCESS_TOKEN}`
    await ask()
  } else if (process.env.GUESTS === 'true') {
    const login = await api('POST', '/auth/guest')
    headers.cookie = login.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    say('signed in as a guest')
    try {
      await ask()
    } finally {
      await api('POST', '/auth/delete-account')
    }
  } else {
    say('no question asked: guests are off and test.accessToken names no Secret')
  }
  say('passed')
  process.exit(0)
} catch (error) {
  fail(`${error.message}${error.cause ? `: ${error.cause.message}` : ''}`)
}
