import { newId } from '@continuo/contract'
import { expect, test } from '../support/fixtures.ts'

test('50 parallel POSTs with one id: one message, one answer, equal replies; another body is 422', async ({ lab }) => {
  const guest = await lab.guest()
  const content = lab.question('[words:20][tps:200]')
  const body = { id: newId(), session_id: newId(), create_session: true }
  const replies = await Promise.all(Array.from({ length: 50 }, () => guest.post(content, body)))

  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]))
  // the answer may start while the last reply is on its way; all else is the same to the letter
  const bodies = replies.map(({ body: { status: _status, ...reply } }) => JSON.stringify(reply))
  expect(new Set(bodies).size).toBe(1)

  const other = await guest.post(`${content} no`, body)
  expect(other.status).toBe(422)
  expect(other.body).toMatchObject({ code: 'idempotency_conflict' })

  const [first] = replies
  await guest.watch(first!.body).ended(first!.body.message_id)
  const late = await guest.post(content, body)
  expect({ ...late.body, status: '' }).toEqual({ ...first!.body, status: '' })
  expect((await guest.listMessages(body.session_id)).length).toBe(2)
  expect((await lab.product.standIn.calls(content)).length).toBe(1)
  lab.figure(`${replies.length} replies, ${new Set(bodies).size} text`)
})
