/** The least that keeps a message: reads a body, stores it as one row, says 202. `node floor.ts DATABASE_URL`, forked. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 })
await pool.query('create table if not exists bench_floor (id bigserial primary key, body jsonb)')
const server = createServer((req, res) => {
  void json(req)
    .then((body) => pool.query('insert into bench_floor (body) values ($1)', [body]))
    .then(() => res.writeHead(202, { 'content-type': 'application/json' }).end('{}'))
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
