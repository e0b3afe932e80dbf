import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  comparePositions,
  formatCursors,
  formatEventId,
  isAfter,
  parseCursors,
  parseEventId,
  parsePosition,
  type Position,
} from './cursor.ts'
import { newId } from './ids.ts'

const nine = fc.integer({ min: 0, max: 999_999_999 })
const position: fc.Arbitrary<Position> = fc.record({ epoch: nine, seq: nine })
const messageId = fc.uuid({ version: 7 })

describe('cursors', () => {
  test('positions and event ids come back as they were written', () => {
    fc.assert(
      fc.property(messageId, position, (id, at) => {
        expect(parsePosition(`${at.epoch}.${at.seq}`)).toEqual(at)
        expect(parseEventId(formatEventId(id, at))).toEqual({ messageId: id, at })
      }),
    )
  })

  test('the order is total: epoch first, then seq', () => {
    fc.assert(
      fc.property(position, position, position, (a, b, c) => {
        expect(Math.sign(comparePositions(a, b))).toBe(-Math.sign(comparePositions(b, a)) || 0)
        if (isAfter(a, b) && isAfter(b, c)) expect(isAfter(a, c)).toBe(true)
        if (a.epoch > b.epoch) expect(isAfter(a, b)).toBe(true)
      }),
    )
  })

  test('nothing but digits is a position', () => {
    const bad = [
      '',
      '.',
      '1',
      '1.',
      '.1',
      '-1.2',
      '1.-2',
      '1.2.3',
      '1.2 ',
      ' 1.2',
      '1,2',
      '1e3.1',
      '١.٢',
      '1234567890.1',
      '1.2\n',
    ]
    for (const text of bad) expect(parsePosition(text), JSON.stringify(text)).toBeUndefined()
    fc.assert(fc.property(fc.string(), (text) => parsePosition(text) === undefined || /^\d{1,9}\.\d{1,9}$/.test(text)))
  })

  test('nothing but a lower-case UUID with a position is an event id', () => {
    const id = newId()
    for (const text of ['', ':', `${id}:`, `${id}`, `:1.2`, `${id.toUpperCase()}:1.2`, `${id}:1.2:3`, `x${id}:1.2`])
      expect(parseEventId(text), text).toBeUndefined()
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseEventId(text) === undefined))
  })

  test('many cursors come back, the later one wins, what does not parse is left out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(messageId, position), { maxLength: 20 }), (list) => {
        const latest = new Map<string, Position>()
        for (const [id, at] of list) if (!latest.has(id) || isAfter(at, latest.get(id)!)) latest.set(id, at)
        expect(parseCursors(formatCursors(list))).toEqual(latest)
        expect(parseCursors(`,x, ${formatCursors(list)} ,${newId()}:x`)).toEqual(latest)
      }),
    )
  })

  test('no more cursors are read than the limit', () => {
    const many = Array.from({ length: 300 }, () => [newId(), { epoch: 1, seq: 1 }] as const)
    expect(parseCursors(formatCursors(many)).size).toBe(200)
    expect(parseCursors(formatCursors(many), 3).size).toBe(3)
  })
})
