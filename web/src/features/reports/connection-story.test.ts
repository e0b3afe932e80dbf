import { expect, test } from 'vitest'
import { createResumes, rungNow } from './connection-story.ts'

test('a page is fed by the rung of its live connection, else by none', () => {
  expect(rungNow({ phase: 'live', rung: 'sse', online: true })).toBe('stream')
  expect(rungNow({ phase: 'live', rung: 'socket', online: true })).toBe('socket')
  expect(rungNow({ phase: 'live', rung: 'poll', online: true })).toBe('poll')
  expect(rungNow({ phase: 'live', rung: 'sse', online: false })).toBe('offline')
  expect(rungNow({ phase: 'connecting', rung: 'sse', online: true })).toBe('offline')
  expect(rungNow({ phase: 'waiting', rung: 'poll', online: true })).toBe('offline')
  expect(rungNow({ phase: 'stopped', rung: 'sse', online: true })).toBeUndefined()
})

test('a resume is a connection that is there again: not the first one, and once however often it is told', () => {
  const isResumed = createResumes()
  const phases = [
    'connecting',
    'waiting',
    'connecting',
    'live',
    'live',
    'waiting',
    'connecting',
    'live',
    'live',
  ] as const
  const told = phases.map((phase) => isResumed({ phase, rung: 'sse', online: true }))
  expect(told.map(Number)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0])
})
