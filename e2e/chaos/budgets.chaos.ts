import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@continuo/contract'
import type { Lab } from '../support/lab.ts'
import { expect, test } from '../support/fixtures.ts'

const budgetTokens = 1_500
const sends = 50

interface Answer {
  readonly id: string
  readonly status: string
  readonly error_code: string | null
  readonly tokens: number
  readonly question: string
}

const answersOf = ({ product }: Lab, userId: string) =>
  product.sql<Answer>(
    `select a.id, a.status, a.error_code, q.content as question,
       (coalesce(a.input_tokens, 0) + coalesce(a.output_tokens, 0))::int as tokens
     from messages a join messages q on q.id = a.reply_to where a.user_id = $1`,
    [userId],
  )

/** One person with a budget for about a dozen answers, at two gateways; answers of two generators at most 300 tokens long. */
async function setTheScene(lab: Lab) {
  const { product } = lab
  await product.chatApi.stop()
  await product.chatApi.start({ QUEUE_CHECK_AFTER_MS: '1000', USER_CONCURRENCY: '20' })
  for (const generator of product.generators) {
    await generator.stop()
    await generator.start({ MAX_OUTPUT_TOKENS: '300' })
  }
  if (!product.otherGateway.pid) await product.otherGateway.start()
  const guest = await lab.guest()
  const elsewhere = await lab.guestAt(product.otherGateway.origin, guest)
  const { body } = await guest.api.insist<{ user: { id: string } }>('GET', '/auth/me')
  const userId = body.user.id
  await product.sql(`insert into budgets (id, user_id, period, tokens) values ($1, $2, 'day', $3)`, [
    newId(),
    userId,
    budgetTokens,
  ])
  return { guest, elsewhere, userId }
}

test.afterEach(async ({ product }) => {
  for (const one of [product.chatApi, ...product.generators, product.otherGateway]) await one.stop()
  await product.heal()
})

for (const [name, disturb] of [
  ['50 parallel sends through two gateways and two generators', async () => {}],
  [
    'the same, and Redis dies in the middle and comes back empty',
    async ({ product }: Lab) => {
      await sleep(300)
      await product.redis.kill()
      await sleep(500)
      await product.redis.start()
    },
  ],
] as const)
  test(`${name}: a budget is overdrawn by one answer at most, and what is beyond it never reaches the model`, async ({
    lab,
  }) => {
    test.setTimeout(150_000)
    const { guest, elsewhere, userId } = await setTheScene(lab)
    const disturbing = disturb(lab)
    const replies = await Promise.all(
      Array.from({ length: sends }, (_, n) => {
        const fresh = { session_id: newId(), create_session: true }
        return (n % 2 === 0 ? guest : elsewhere).post(lab.question('[tokens:120][tps:150]'), fresh)
      }),
    )
    await disturbing
    const accepted = replies.filter(({ status }) => status === 202).length
    const refused = replies.filter(({ status }) => status !== 202)
    for (const { status, body, headers } of refused) {
      expect([status, body]).toMatchObject([
        429,
        { code: 'budget_exceeded', resets_at: expect.stringContaining('T00:00') },
      ])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
    await expect(async () => {
      const answers = await answersOf(lab, userId)
      expect(answers.filter(({ status }) => status === 'queued' || status === 'generating')).toEqual([])
    }).toPass({ timeout: 100_000 })

    const answers = await answersOf(lab, userId)
    const whole = answers.filter(({ status }) => status === 'completed')
    const beyond = answers.filter(({ error_code }) => error_code === 'budget')
    expect(whole.length + beyond.length, 'nothing ended in any other way').toBe(accepted)
    const used = whole.reduce((sum, { tokens }) => sum + tokens, 0)
    const largest = Math.max(...whole.map(({ tokens }) => tokens))
    expect(used).toBeGreaterThanOrEqual(budgetTokens)
    expect(used).toBeLessThanOrEqual(budgetTokens + largest)
    const asked = new Set((await lab.product.standIn.calls(lab.mark)).map(({ prompt }) => prompt))
    expect(beyond.filter(({ question }) => asked.has(question))).toEqual([])
    const [booked] = await lab.product.sql<{ tokens: number }>(
      'select sum(input_tokens + output_tokens)::int as tokens from usage_days where user_id = $1',
      [userId],
    )
    expect(booked?.tokens, 'the books say what the answers say').toBe(used)
    expect(await lab.product.sql('select * from reservations where user_id = $1', [userId])).toEqual([])

    const late = await guest.post(lab.question('[tokens:5]'), { session_id: newId(), create_session: true })
    expect([late.status, late.body]).toMatchObject([429, { code: 'budget_exceeded' }])
    const { body: mine } = await guest.api.call<{ budgets: { used: number }[] }>('GET', '/me/usage')
    expect(mine.budgets).toMatchObject([{ used, tokens: budgetTokens, reserved: 0 }])
    lab.figure(
      `${used} of ${budgetTokens} tokens used by ${whole.length} answers, the largest ${largest}; ${beyond.length} ended as budget, ${refused.length} refused`,
    )
  })
