import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addToDay, dayOf, daysBetween, systemClock } from './clock.ts'

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('a civil day', () => {
  it('is that of Québec, whatever the zone of the server', () => {
    assert.equal(dayOf(new Date('2026-11-23T04:30:00Z')), '2026-11-22')
    assert.equal(dayOf(new Date('2026-11-23T05:00:00Z')), '2026-11-23')
    assert.equal(dayOf(new Date('2026-07-23T03:59:59.999Z')), '2026-07-22')
    assert.equal(dayOf(new Date('2026-07-23T04:00:00Z')), '2026-07-23')
  })

  it('is the same however often and in whatever order it is asked for', () => {
    const quarter = 15 * 60_000
    const instants = fc.tuple(
      fc.date({ min: new Date('1850-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
      fc.constantFrom(-1, 0, 1, quarter - 1),
    )
    fc.assert(
      fc.property(instants, ([date, beside]) => {
        // The last instants of a quarter of an hour and its first ones.
        const ms = Math.floor(date.getTime() / quarter) * quarter + beside
        const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('America/Toronto')
        assert.equal(dayOf(new Date(ms)), there.toPlainDate().toString())
        assert.equal(dayOf(new Date(ms)), there.toPlainDate().toString())
      }),
    )
  })

  it('moves by days, months and years, the end of a month staying in it', () => {
    assert.equal(addToDay('2010-01-29', 'P30D'), '2010-02-28')
    assert.equal(addToDay('2026-01-31', 'P1M'), '2026-02-28')
    assert.equal(addToDay('2024-02-29', 'P1Y'), '2025-02-28')
    assert.equal(addToDay('2026-03-08', '-P1D'), '2026-03-07')
    assert.equal(addToDay('2026-11-22', 'P1Y2M3D'), '2028-01-25')
  })

  it('is as far from another as the days added to it', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40_000 }), (day, days) => {
        assert.equal(daysBetween(day, addToDay(day, `P${days}D`)), days)
        assert.equal(daysBetween(addToDay(day, `P${days}D`), day), 0 - days)
      }),
    )
  })

  it('does not exist for what is not a day: a bug, not a refusal', () => {
    assert.throws(() => addToDay('22/11/2026', 'P1D'), RangeError)
    assert.throws(() => addToDay('2026-11-22', 'a month'), RangeError)
    assert.throws(() => dayOf(new Date(NaN)))
  })
})

describe('the system’s clock', () => {
  it('is now', () => assert.ok(Math.abs(systemClock().getTime() - Date.now()) < 1000))
})
