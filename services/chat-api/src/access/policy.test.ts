import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Role, rpcMethods } from '@continuo/rpc'
import { expect, test } from 'vitest'
import { assertMay } from './authorise.ts'
import { type Rule, policy } from './policy.ts'

const rules = policy as unknown as Record<string, Record<string, Rule>>

test('every call of the protos has a rule, and no rule is for a call that is not there', () => {
  const named = Object.entries(rules).flatMap(([service, methods]) =>
    Object.keys(methods).map((method) => `${service}.${method}`),
  )
  const offered = rpcMethods().map(({ service, method }) => `${service}.${method}`)
  expect(named.toSorted()).toEqual(offered.toSorted())
})

const outcome = (rule: Rule | undefined, roles: readonly Role[], scopes?: readonly string[]) => {
  try {
    assertMay(rule, { roles, scopes })
    return 'may'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a call is for its role alone: no worker acts for a person, no person does the work of a service', () => {
  const callers: Record<string, Role[]> = {
    nobody: [],
    gateway: ['gateway'],
    user: ['user'],
    admin: ['user', 'admin'],
    worker: ['worker'],
    janitor: ['janitor'],
  }
  for (const { service, method } of rpcMethods()) {
    const rule = rules[service]![method]!
    for (const [caller, roles] of Object.entries(callers)) {
      const expected = roles.includes(rule.role)
        ? 'may'
        : caller === 'gateway' && rule.role === 'user'
          ? 'unauthenticated'
          : 'forbidden'
      expect([service, method, caller, outcome(rule, roles)]).toEqual([service, method, caller, expected])
    }
  }
  expect(outcome(undefined, ['user', 'admin', 'gateway', 'worker', 'janitor'])).toBe('forbidden')
})

test('an access token goes as far as its scopes, and nowhere where tokens do not go', () => {
  const [read, write, tokenless]: Rule[] = [
    { role: 'user', scope: 'chat:read' },
    { role: 'user', scope: 'chat:write' },
    { role: 'user' },
  ]
  expect([read, write, tokenless].map((rule) => outcome(rule, ['user'], ['chat:read']))).toEqual([
    'may',
    'forbidden',
    'forbidden',
  ])
  expect([read, write, tokenless].map((rule) => outcome(rule, ['user'], []))).toEqual(Array(3).fill('forbidden'))
  expect([read, write, tokenless].map((rule) => outcome(rule, ['user']))).toEqual(['may', 'may', 'may'])
})

test('no query on chats finds rows by their owner in any other place than own.ts', () => {
  const root = join(import.meta.dirname, '..')
  // logins, tokens and passwords belong to `accounts`, which also takes away the rows of who is gone
  const elsewhere = /^(db|access)\/|^accounts\/(?!export)/
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !elsewhere.test(file),
  )
  const byOwner = /\.(where|andWhere)\([^)]*\buser_id\b|\.whereRaw\([^)]*\buser_id\s*=/
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.filter((file) => byOwner.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})
