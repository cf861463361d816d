import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Database, dayOf, sql, systemClock as clock } from '#kernel'
import { append, type Ledger, type NewEvent, startLedger } from '#ledger'
import { diceOf } from '../../../tests/fuzz/dice.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { eventOf, keptLog } from '../../../tests/support/ledger.ts'
import { measuredEvents } from '../../../tests/support/measured.ts'
import { everyCell } from './board.ts'
import type { CellRow } from './store.ts'
import { countedByKind, stateOf } from './store.ts'
import { dayByHour, measuring, rebuild, recount } from './subscriber.ts'

const FROM = new Date('2025-03-01T00:00:00Z')
const TO = new Date('2026-11-22T15:00:00Z')

describe('counting events into cells', () => {
  let fresh: FreshDatabase
  let db: Database
  let ledger: Ledger
  before(async () => {
    fresh = await freshDatabase({ connections: 8 })
    db = fresh.db
    ledger = startLedger(db, {
      clock,
      subscribers: [measuring(() => {})],
      log: keptLog(),
      pollMs: 20,
      most: 40,
    })
  })
  after(async () => {
    await ledger.stop()
    await fresh.drop()
  })

  const happen = async (events: NewEvent[]) => {
    for (let at = 0; at < events.length; at += 50)
      await db.transaction((tx) => append(tx, events.slice(at, at + 50)))
    await ledger.caughtUp()
  }
  const live = async () => {
    const rows: CellRow[] = []
    for await (const part of everyCell(db)) rows.push(...part)
    return textsOf(rows)
  }
  const textsOf = (rows: CellRow[]) =>
    rows
      .map(({ organisation, unit, kind, day, attributes, count }) =>
        [organisation, unit, kind, day, attributes, count].join(' '),
      )
      .toSorted()
  const recounted = async () => {
    const { head } = (await stateOf(db))!
    return recount(db, head)
  }
  const asRecounted = async () => {
    const again = await recounted()
    const counted = again.counted().toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    return { cells: textsOf(again.rows()), counted }
  }
  const asLive = async () => ({ cells: await live(), counted: await countedByKind(db) })

  it('comes to what a recomputation from the first event comes to, whatever happened and in whatever order', async () => {
    for (const seed of [1, 2, 3]) {
      await happen(measuredEvents(diceOf(seed), 400, FROM, TO))
      const cells = await asLive()
      assert.deepEqual(cells, await asRecounted())
      assert.ok(cells.cells.length > 200 * seed, `${cells.cells.length} cells`)
    }
    const unreadable = (await countedByKind(db)).reduce((sum, one) => sum + one.unreadable, 0)
    assert.ok(unreadable > 0, 'some events say nothing readable, and are counted as such')
  })

  it('counts an event once, on its civil day in Québec', async () => {
    const measure = { organisation: 'ville', service: 'neige', channel: 'phone' }
    await happen([eventOf({ kind: 'dossier.filed', measure, at: new Date('2026-01-01T03:30:00Z') })])
    const its = (await live()).filter((text) => text.includes('neige'))
    assert.deepEqual(its, [
      'ville neige dossier-filed 2025-12-31 {"channel":"phone","provenance":"observed"} 1',
    ])
  })

  it('comes to the same after the cells are rebuilt at once, and after every event is played again', async () => {
    const before = await asLive()
    const { epoch } = (await stateOf(db))!
    await rebuild(db)
    assert.deepEqual(await asLive(), before)
    assert.notEqual((await stateOf(db))!.epoch, epoch)
    await ledger.rebuild('barometer')
    assert.deepEqual(await asLive(), before)
    await happen(measuredEvents(diceOf(4), 100, FROM, TO))
    assert.deepEqual(await asLive(), await asRecounted())
  })

  it('is found out when a cell is not what events say', async () => {
    await db.query(sql`UPDATE measure_cell SET count = count + 1 WHERE unit = 'neige'`)
    assert.notDeepEqual(await asLive(), await asRecounted())
    await rebuild(db)
    assert.deepEqual(await asLive(), await asRecounted())
  })
})

describe('the day of an event', () => {
  it('is the kernel’s, at every hour of the two days when clocks change', () => {
    const dayAt = dayByHour()
    for (const day of ['2026-03-08', '2026-11-01', '2025-12-31'])
      for (let minute = -600; minute < 2_040; minute += 15) {
        const at = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000)
        assert.equal(dayAt(at), dayOf(at))
      }
  })
})
