import { expect, test } from './fixtures.ts'

interface Line {
  readonly service: string
  readonly msg: string
  readonly message_id?: string
  readonly request_id?: string
  readonly trace_id?: string
}

test('what every service says of one message is found by its message_id, by its request_id, and by its trace', async ({
  lab,
  collector,
}) => {
  const guest = await lab.guest()
  const sent = await guest.send(lab.question('[words:20]'))
  await guest.watch(sent).ended(sent.message_id)
  const { gateway, chatApi, generators } = lab.product
  const lines = () =>
    [gateway, chatApi, ...generators].flatMap(({ tail }) => tail(5_000)).map((line) => JSON.parse(line) as Line)
  const found = (holds: (line: Line) => boolean) =>
    lines()
      .filter(holds)
      .map(({ service, msg }) => `${service}: ${msg}`)
      .toSorted()
  const story = [
    'gateway: send answered',
    'chat-api: message accepted',
    'chat-api: message dispatched',
    'chat-api: message claimed',
    'generator: task started',
    'generator: response generated',
    'chat-api: message ended',
  ].toSorted()
  const ofMessage = ({ message_id }: Line) => message_id === sent.message_id
  // one line for each fact, and every fact
  await expect.poll(() => found(ofMessage)).toEqual(story)
  const requestId = lines().find(ofMessage)?.request_id
  expect(found((line) => line.request_id === requestId && ofMessage(line))).toEqual(story)
  const [span] = await collector.trace(
    ({ facts }) => facts['continuo.message_id'] === sent.message_id,
    (spans) => spans.length > 0,
  )
  const traced = story.filter((line) => line !== 'chat-api: message dispatched')
  expect(found((line) => line.trace_id === span?.traceId && ofMessage(line))).toEqual(traced)
})
