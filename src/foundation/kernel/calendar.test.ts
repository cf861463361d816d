import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dueDay, holidaysOf, isWorkingDay, workingDayAfter } from './calendar.ts'

describe('a delay', () => {
  it('leaves out the first day and moves from a Sunday to the Monday, as in the published example', () => {
    assert.equal(dueDay('2010-01-29', 'P30D'), '2010-03-01')
  })

  it('moves over Christmas and the week-end that follows', () => {
    // 2026-12-05 + 20 days is Friday 25 December; 26 is closed, 27 a Sunday: Monday 28.
    assert.equal(dueDay('2026-12-05', 'P20D'), '2026-12-28')
  })

  it('moves over the turn of the year', () => {
    // 2026-12-12 + 20 days is Friday 1 January; 2 is closed, 3 a Sunday: Monday 4.
    assert.equal(dueDay('2026-12-12', 'P20D'), '2027-01-04')
  })

  it('counts from 29 February to the 28th a year later', () => {
    assert.equal(dueDay('2028-02-29', 'P1Y'), '2029-02-28')
  })
})

describe('a delay in working days', () => {
  it('leaves out week-ends and holidays, and the day it begins', () => {
    // From Thursday 24 December 2026: 25 and 26 are closed, 27 a Sunday; 28, 29, 30 count.
    assert.equal(workingDayAfter('2026-12-24', 3), '2026-12-30')
    assert.equal(workingDayAfter('2026-12-24', 1), '2026-12-28')
  })

  it('of no day ends on the day itself, or on the next that is open', () => {
    assert.equal(workingDayAfter('2026-12-24', 0), '2026-12-24')
    assert.equal(workingDayAfter('2026-12-25', 0), '2026-12-28')
  })
})

describe('Québec’s holidays', () => {
  it('hold Easter’s Friday and Monday, Patriots’ Day, the national holiday and Thanksgiving', () => {
    for (const day of [
      '2026-04-03',
      '2026-04-06',
      '2026-05-18',
      '2026-06-24',
      '2026-07-01',
      '2026-09-07',
      '2026-10-12',
    ])
      assert.ok(!isWorkingDay(day), day)
  })

  it('observe on Monday a national holiday that falls on a Sunday', () => {
    assert.ok(holidaysOf(2029).has('2029-06-25'))
    assert.ok(holidaysOf(2029).has('2029-07-02'))
  })
})
