export interface Sample {
  readonly metric: Record<string, string>
  /** Seconds and the value. */
  readonly value: [number, string]
}

export interface ActiveAlert {
  readonly labels: Record<string, string>
  readonly annotations: Record<string, string>
  readonly state: 'pending' | 'firing'
  readonly activeAt: string
  readonly value: string
}

/** @throws {Error} with what Prometheus says of the expression. */
export async function query(url: string, expr: string): Promise<Sample[]> {
  const { result } = await get<{ result: Sample[] }>(url, `query?${new URLSearchParams({ query: expr }).toString()}`)
  return result
}

export const activeAlerts = async (url: string): Promise<ActiveAlert[]> =>
  (await get<{ alerts: ActiveAlert[] }>(url, 'alerts')).alerts

async function get<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}/api/v1/${path}`)
  const body = (await response.json()) as { status: string; data: T; error?: string }
  if (body.status !== 'success') throw new Error(`Prometheus: ${body.error}`)
  return body.data
}
