import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUuid, newId, Uuid } from './ids.ts'

const maxMs = 2 ** 48 - 1

describe('ids', () => {
  test('a new id is a UUIDv7 that carries its time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxMs }), (nowMs) => {
        const id = newId(nowMs)
        expect(isUuid(id)).toBe(true)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(nowMs)
      }),
    )
  })

  test('ids made later sort later, and those of one millisecond differ', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxMs - 1 }), (nowMs) => {
        expect(newId(nowMs) < newId(nowMs + 1)).toBe(true)
        expect(newId(nowMs)).not.toBe(newId(nowMs))
      }),
    )
  })

  test('one id has one spelling: upper case is folded by the API and refused for keys', () => {
    const id = newId()
    expect(Uuid.parse(id.toUpperCase())).toBe(id)
    expect(isUuid(id.toUpperCase())).toBe(false)
  })

  test('nothing else is an id', () => {
    for (const value of [undefined, null, 1, [newId()], {}, '', '*', '{x}', `${newId()}\n`, ` ${newId()}`])
      expect(isUuid(value)).toBe(false)
    for (const value of ['', '*', 'x'.repeat(36), `${newId()}\n`]) expect(Uuid.safeParse(value).success).toBe(false)
  })
})
