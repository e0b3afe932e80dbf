import type { AccessTokenProto, AccountProto, LoginProto, PrincipalProto } from '@continuo/rpc'
import type { AccessTokenRow, LoginRow, UserRow } from '../db/tables.ts'
import { dropNulls } from '../messages/message-view.ts'
import { type Entered, endOfLogin } from './login-store.ts'
import type { AccountOptions } from './options.ts'

export const accountView = (user: UserRow): AccountProto =>
  dropNulls({
    id: user.id,
    kind: user.kind,
    name: user.name,
    email: user.email,
    role: user.role,
    groups: user.groups,
    created_at: user.created_at.toISOString(),
  })

export const principalView = ({ user, login }: Entered, options: AccountOptions): PrincipalProto => ({
  account: accountView(user),
  login_id: login.id,
  kind: login.kind,
  expires_at: endOfLogin(login, options).toISOString(),
})

export const tokenPrincipalView = (user: UserRow, token: AccessTokenRow): PrincipalProto => ({
  account: accountView(user),
  login_id: token.id,
  kind: 'token',
  scopes: token.scopes,
  expires_at: token.expires_at.toISOString(),
})

export const loginView = (row: LoginRow, options: AccountOptions, currentId: string | undefined): LoginProto =>
  dropNulls({
    id: row.id,
    kind: row.kind,
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: endOfLogin(row, options, row.last_seen_at.getTime()).toISOString(),
    network: row.network,
    user_agent: row.user_agent,
    current: row.id === currentId,
  })

export const accessTokenView = (row: AccessTokenRow): AccessTokenProto =>
  dropNulls({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  })
