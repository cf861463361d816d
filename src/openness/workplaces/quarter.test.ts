import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  addQuarters,
  dueDayOf,
  isQuarter,
  lastDayOf,
  lastOver,
  lastQuarters,
  quarterOfDay,
} from './quarter.ts'

describe('a quarter', () => {
  it('goes from the first day of its first month to the last of its third', () => {
    assert.deepEqual(
      ['2026-01-01', '2026-03-31', '2026-04-01', '2026-09-30', '2026-12-31'].map(quarterOfDay),
      ['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
    )
    assert.deepEqual(['2026-Q1', '2026-Q2', '2026-Q4'].map(lastDayOf), [
      '2026-03-31',
      '2026-06-30',
      '2026-12-31',
    ])
  })

  it('turns with the year, both ways', () => {
    assert.equal(addQuarters('2026-Q4', 1), '2027-Q1')
    assert.equal(addQuarters('2026-Q1', -1), '2025-Q4')
    assert.equal(addQuarters('2026-Q1', -5), '2024-Q4')
  })

  it('is over the day after its last, and declared within thirty days of it', () => {
    assert.equal(lastOver('2026-09-30'), '2026-Q2')
    assert.equal(lastOver('2026-10-01'), '2026-Q3')
    assert.equal(dueDayOf('2026-Q3'), '2026-10-30')
    assert.deepEqual(lastQuarters('2026-02-01', 3), ['2025-Q2', '2025-Q3', '2025-Q4'])
  })

  it('is written in one way', () => {
    assert.ok(isQuarter('2026-Q3'))
    for (const text of ['2026-Q5', '2026-T3', '2026Q3', '26-Q3', '', null])
      assert.equal(isQuarter(text), false)
  })
})
