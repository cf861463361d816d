import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addToDay, dayOf, daysBetween } from '#kernel'
import { addMonths, dayFrom2000, isDay, monthEnd, monthEnds, nextDay, previousDay, trailing } from './days.ts'

const anyDay = fc
  .date({ min: new Date('1890-01-01'), max: new Date('2210-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('plain days', () => {
  it('agree with Temporal, which the verifier may not have', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, months) => {
        assert.equal(nextDay(day), addToDay(day, 'P1D'))
        assert.equal(previousDay(day), addToDay(day, '-P1D'))
        assert.equal(addMonths(day, months), addToDay(day, `${months < 0 ? '-' : ''}P${Math.abs(months)}M`))
        assert.equal(dayFrom2000(daysBetween('2000-01-01', day)), day)
      }),
    )
  })

  it('are days of the calendar, and nothing else is', () => {
    for (const day of ['2026-11-22', '2028-02-29', '2000-02-29', '0999-12-31']) assert.ok(isDay(day), day)
    for (const not of [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-1-1',
      '',
      20261122,
      null,
    ])
      assert.ok(!isDay(not), String(not))
    assert.throws(() => nextDay('22/11/2026'), RangeError)
  })

  it('end a month on its last day', () => {
    assert.equal(monthEnd('2028-02-03'), '2028-02-29')
    assert.equal(monthEnd('2026-12-31'), '2026-12-31')
  })

  it('give the points of a trend: the months that are over', () => {
    assert.deepEqual(monthEnds('2026-03-30', 3), ['2025-12-31', '2026-01-31', '2026-02-28'])
    assert.deepEqual(monthEnds('2026-03-31', 2), ['2026-02-28', '2026-03-31'])
  })
})

describe('twelve months that end with a day', () => {
  it('begin the day after the same day of the year before', () => {
    assert.deepEqual(trailing('2026-11-22', 12), { from: '2025-11-23', to: '2026-11-22' })
    assert.deepEqual(trailing('2026-12-31', 12), { from: '2026-01-01', to: '2026-12-31' })
  })

  it('count a 29 February once: 366 days that end on 28 February 2029, 366 that end on 29 February 2028', () => {
    // 2028-02-28 is a year before 2029-02-28, so the first day is 2028-02-29.
    assert.deepEqual(trailing('2029-02-28', 12), { from: '2028-02-29', to: '2029-02-28' })
    // There is no 2027-02-29: a year before 2028-02-29 is 2027-02-28, and the first day the one after.
    assert.deepEqual(trailing('2028-02-29', 12), { from: '2027-03-01', to: '2028-02-29' })
  })

  it('never share a day with the twelve months before them, nor leave one between', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [now, before] = [trailing(day, 12), trailing(addMonths(day, -12), 12)]
        assert.equal(nextDay(before.to), now.from)
      }),
    )
  })
})

describe('the day of an event', () => {
  it('is that of Montréal: half past ten in the evening of 31 December is the old year', () => {
    assert.equal(dayOf(new Date('2026-01-01T03:30:00Z')), '2025-12-31')
    assert.equal(dayOf(new Date('2026-01-01T05:00:00Z')), '2026-01-01')
  })
})
