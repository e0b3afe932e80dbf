import type { AuthMethods, MeView } from '@continuo/contract'
import type { ChatApi } from '../chat-api.ts'
import { type Caller, identityOf } from './caller.ts'

/** The page says loudly when answers come from the stand-in; not knowing it yet is no reason to refuse a login. */
export async function meOf(
  { api, methods, reportShare }: { api: Pick<ChatApi, 'messages'>; methods: AuthMethods; reportShare: number },
  caller: Caller,
  requestId: string,
): Promise<MeView> {
  const models = await api.messages.listModels({}, { ...identityOf(caller), requestId }).catch(() => undefined)
  const { id, kind, name = null, email = null, role } = caller.account
  return {
    user: {
      id,
      kind: kind === 'account' ? 'account' : 'guest',
      name,
      email,
      role: role === 'admin' ? 'admin' : 'user',
    },
    stand_in_model: models?.stand_in ?? false,
    methods,
    report_share: reportShare,
  }
}
