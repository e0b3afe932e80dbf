import type { RequestRecord } from '@continuo/model-stand-in'
import type { ModelCall } from '../history.ts'

export type StandInClient = ReturnType<typeof standInClient>

/** The stand-in's control calls: what it was asked, and what it should do next. */
export function standInClient(url: string) {
  async function get<T>(path: string, query: Record<string, string>, timeoutMs = 15_000): Promise<T> {
    const response = await fetch(`${url}/__control/${path}?${new URLSearchParams(query).toString()}`, {
      signal: AbortSignal.timeout(timeoutMs + 5_000),
    })
    if (!response.ok) throw new Error(`stand-in ${path} ${JSON.stringify(query)}: ${response.status}`)
    return (await response.json()) as T
  }

  return {
    /** The next request whose question contains this meets that scenario. */
    async order(scenario: string, containing: string): Promise<void> {
      const body = JSON.stringify({ scenario, containing, requests: 1 })
      const response = await fetch(`${url}/__control/scenario`, { method: 'POST', body })
      if (!response.ok) throw new Error(`stand-in: ${response.status} ${await response.text()}`)
    },
    /** The answer calls whose question contains this, oldest first. */
    calls: async (containing: string): Promise<RequestRecord[]> =>
      (await get<{ items: RequestRecord[] }>('requests', { containing, kind: 'answer' })).items,
    /** The first such call that has sent so many characters, or has come to that outcome. */
    wait: (
      containing: string,
      condition: { sent?: number; outcome?: string; attempt?: number },
      timeoutMs = 30_000,
    ) => {
      const words = Object.entries(condition).map(([name, value]) => [name, String(value)])
      const query = { ...Object.fromEntries(words), containing, kind: 'answer', timeout_ms: String(timeoutMs) }
      return get<RequestRecord>('wait', query, timeoutMs)
    },
  }
}

export const asModelCall = (record: RequestRecord): ModelCall => ({
  prompt: record.prompt,
  delivered: deliveredIn(record.body),
  sentText: textOf(record),
  outcome: record.outcome,
  fault: record.fault,
  status: record.status,
})

/** The text as a reader must take it: what no database can hold is U+FFFD, what follows the end is not part of it. */
const textOf = ({ sentText, fault }: RequestRecord): string => {
  const text = sentText.toWellFormed().replaceAll('\0', '\uFFFD')
  return fault === 'wrong_order' ? text.replace(/ too late$/u, '') : text
}

/** The text that a request to go on carries in its last turn; null for a request for the whole answer. */
function deliveredIn(body: unknown): string | null {
  const { messages } = (body ?? {}) as { messages?: { content: string | { text?: string }[] }[] }
  const last = messages?.at(-1)?.content
  const text = typeof last === 'string' ? last : (last?.at(-1)?.text ?? '')
  const [from, to] = [text.indexOf('<delivered>'), text.lastIndexOf('</delivered>')]
  return from === -1 || to < from ? null : text.slice(from + '<delivered>'.length, to)
}
