/** What the fake model says, and how it behaves, by a word in the prompt. */
export interface Script {
  thinking: string
  text: string
  /** Waits before the first event. */
  queuedMs: number
  fate: 'completed' | 'error' | 'hang' | 'recover'
}

const essay = `Event sourcing keeps **what happened**, not only what is. Each change is an event in an append-only log, and the present state is the *fold* of that log.

## A small example

Think of a bank account. Instead of a row with a balance there are entries:

1. \`AccountOpened\` by Ada
2. \`MoneyDeposited\` of 100
3. \`MoneyWithdrawn\` of 30

The balance, 70, is computed. Nothing is lost: you can always ask *how* it came to be.

\`\`\`typescript
type Event =
  | { type: 'deposited'; amount: number }
  | { type: 'withdrawn'; amount: number }

// the state is a fold over everything that happened
export const balance = (events: Event[]): number =>
  events.reduce((sum, e) => (e.type === 'deposited' ? sum + e.amount : sum - e.amount), 0)
\`\`\`

### When it pays

| Situation | Event log | Plain rows |
|---|:-:|---|
| Audit is required | yes | extra tables |
| Simple forms | too much | yes |
| Time travel, replay | yes | no |

> Keep events small and named in the past tense. They are facts, and facts do not change.

- Readers build *projections* from the log
- Writers check invariants before they append
  - optimistic locking by version
  - one stream per aggregate

More at [the original article](https://example.com/event-sourcing), with a picture: ![The log](https://images.example.com/log.png)
`

export function scriptOf(prompt: string): Script {
  const has = (word: string) => prompt.toLowerCase().includes(word)
  return {
    thinking: has('think') ? 'The reader wants to know the idea first.\nThen a small example, then when it pays.' : '',
    text: has('long') ? essay.repeat(6) : has('short') ? `Echo: ${prompt}` : essay,
    queuedMs: has('queue') ? 60_000 : 30,
    fate: has('error') ? 'error' : has('hang') ? 'hang' : has('recover') ? 'recover' : 'completed',
  }
}
