import { CreateTokenBody, MadeToken, TokenList, type TokenView, Uuid } from '@continuo/contract'
import type { AccessTokenReply } from '@continuo/rpc'
import { z } from 'zod'
import { type Operation, operation } from '../http/operation.ts'
import type { AuthDeps } from './auth.routes.ts'
import { newAccessToken, sha256 } from './secret-token.ts'

const tag = 'Account'
const access = 'login'

const toTokenView = (row: AccessTokenReply): TokenView => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes as TokenView['scopes'],
  created_at: row.created_at,
  expires_at: row.expires_at,
  last_used_at: row.last_used_at ?? null,
})

/** Personal access tokens, for programs. */
export const tokenOperations = ({ api, logins }: AuthDeps): Operation[] => [
  operation({
    id: 'listTokens',
    method: 'get',
    path: '/auth/tokens',
    tag,
    access,
    summary: 'Your access tokens',
    replies: { 200: { description: 'Without the tokens themselves: those are not known here.', schema: TokenList } },
    handle: async (call) => {
      const { items } = await api.accounts.listAccessTokens({}, call.asCaller)
      return { status: 200, body: { items: items.map(toTokenView) } satisfies TokenList }
    },
  }),
  operation({
    id: 'createToken',
    method: 'post',
    path: '/auth/tokens',
    tag,
    access,
    summary: 'Make an access token',
    description: `For programs, as \`Authorization: Bearer <token>\`. It is shown this once. \`chat:read\` reads and follows
sessions and answers, \`chat:write\` sends, stops and changes them; nothing reaches the account itself. It ends after a
year at most.`,
    body: CreateTokenBody,
    replies: { 201: { description: 'The token, this once.', schema: MadeToken } },
    refuses: ['conflict'],
    handle: async (call) => {
      const token = newAccessToken()
      const made = await api.accounts.createAccessToken({ ...call.body, token_sha256: sha256(token) }, call.asCaller)
      call.log.info({ token_id: made.id, scopes: made.scopes }, 'access token made')
      return { status: 201, body: { ...toTokenView(made), token } satisfies MadeToken }
    },
  }),
  operation({
    id: 'revokeToken',
    method: 'delete',
    path: '/auth/tokens/{id}',
    tag,
    access,
    summary: 'Revoke an access token',
    description: 'What was opened with it closes within 5 s. May be repeated.',
    params: z.object({ id: Uuid }),
    replies: { 204: { description: 'Revoked.' } },
    refuses: ['not_found'],
    handle: async (call) => {
      await api.accounts.revokeAccessToken({ id: call.params.id }, call.asCaller)
      logins.revoked()
      return { status: 204 }
    },
  }),
]
