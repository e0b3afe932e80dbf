import { newId } from '@continuo/contract'
import { expect, test } from '../support/fixtures.ts'

/** What ends lines and frames somewhere, or looks like a field of the event stream. */
const breaking = [
  'a\rb',
  'a\nb',
  'a\r\nb',
  'a\n\nb',
  'a\r\rb',
  'a\u2028b\u2029c\u0085d\vf\fg',
  '\ndata: {"forged":1}',
  '\n\nevent: completed\ndata: {}\n\n',
  '\nid: 1.1',
  '\nretry: 1',
  '\n:comment',
  '\ufeffdata:',
  '\u0000'.replace('\u0000', '\u0001\u001b[2J'),
]

test('whatever a text or a title holds, one event is one frame and comes back byte for byte', async ({ lab }) => {
  const anna = await lab.guest()
  const feed = anna.view(null)
  await feed.connected()
  for (const [n, text] of breaking.entries()) {
    const question = lab.question('[echo] [delta:1]', `x${text}y ${n}`)
    const sent = await anna.send(question)
    const viewer = anna.watch(sent)
    // the reader of the tests takes no line that is not one of the four fields, and no field twice
    const shown = await viewer.ended(sent.message_id)
    expect(shown.text).toBe(lab.expected(question))
    expect(shown.text).toContain(text.trim())
    const titled = await anna.api.call('PATCH', `/sessions/${sent.session_id}`, { title: `t${text}t` })
    expect(titled.status).toBe(200)
    const heard = await feed.until('the new title', () =>
      feed.record.frames.find(({ event, data }) => event === 'session_changed' && data.title === `t${text}t`),
    )
    expect(heard.id).toBeUndefined()
  }
})

test('ids and models cannot break a frame either: what is no id is refused, and a model comes back as it was named', async ({
  lab,
}) => {
  const anna = await lab.guest()
  for (const text of breaking) {
    const id = `${newId().slice(0, 20)}${text}`
    for (const body of [{ id }, { session_id: id }, { base: id }]) {
      const { status } = await anna.api.call('POST', '/chat/messages', { content: 'x', ...body })
      expect([body, status]).toEqual([body, 400])
    }
  }
  const model = `claude-\n\ndata: {"forged":1}`
  const sent = await anna.send(lab.question('[words:5]'), { model })
  const shown = await anna.watch(sent).ended(sent.message_id)
  expect(shown.end?.data).toMatchObject({ model })
})
