import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Database, newId, type Queries, sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import type { Barometer, Standing } from './barometer.ts'
import type { Figure } from './figure.ts'
import { readBarometer } from './read.ts'
import { writeFigures } from './writing.ts'

const TARGET = 8
const TOWN = 'ville-des-ormes'
const EPOCH = newId()

/** An edition all of whose counts are the size of its head: what was read of two of them shows. */
const publish = (db: Database, head: number) => {
  const body = JSON.stringify({ target: TARGET, organisation: TOWN, numerator: head, denominator: head })
  const parts = [
    { organisation: '', target: TARGET, part: 'figure', body },
    { organisation: '', target: TARGET, part: 'unit signalement', body },
    { organisation: TOWN, target: TARGET, part: 'figure', body },
  ]
  const computedAt = new Date('2026-11-22T15:00:00Z')
  const of = { epoch: EPOCH, head, day: '2026-11-22', definitions: '', complete: true, computedAt }
  return writeFigures(db, null, { of, parts })
}

/** A database where something happens elsewhere once so many statements were answered here. */
const interrupted = (db: Database, after: number, happen: () => Promise<unknown>): Database => {
  let answered = 0
  const counting = (on: Queries): Queries => ({
    async query<Row>(statement: Parameters<Queries['query']>[0]) {
      const rows = await on.query<Row>(statement)
      if (++answered === after) await happen()
      return rows
    },
  })
  return {
    ...db,
    ...counting(db),
    transaction: (work) => db.transaction((tx) => work(counting(tx))),
  }
}

const countsIn = (said: (Standing & { figures: Figure[] }) | Awaited<ReturnType<Barometer['view']>>) => {
  assert.ok(said)
  const figures = 'figures' in said ? said.figures : [said.figure, ...said.organisations, ...said.units]
  return [said.head.size, ...figures.map(({ numerator }) => numerator)]
}

describe('reading the barometer while it is published', () => {
  let fresh: FreshDatabase
  before(async () => {
    fresh = await freshDatabase()
  })
  after(() => fresh.drop())
  beforeEach(async () => {
    await fresh.db.query(sql`DELETE FROM barometer_edition`)
    await fresh.db.query(sql`DELETE FROM barometer_figure`)
    await publish(fresh.db, 1)
  })

  const readings: Record<string, (barometer: Barometer) => Promise<number[]>> = {
    'the ten figures': async (barometer) => countsIn(await barometer.figures()),
    'the figures of an organisation': async (barometer) => countsIn(await barometer.figures(TOWN)),
    'a target': async (barometer) => countsIn(await barometer.view(TARGET)),
    'a target for an organisation': async (barometer) => countsIn(await barometer.view(TARGET, TOWN)),
    'a target for an organisation, after the target': async (barometer) => {
      await barometer.view(TARGET)
      return countsIn(await barometer.view(TARGET, TOWN))
    },
  }

  for (const [what, read] of Object.entries(readings))
    it(`gives ${what} of one edition, wherever another one comes in between`, async () => {
      for (let after = 1; after <= 12; after++) {
        await publish(fresh.db, after * 2 - 1)
        const barometer = readBarometer(interrupted(fresh.db, after, () => publish(fresh.db, after * 2)))
        const counts = await read(barometer)
        assert.deepEqual(new Set(counts).size, 1, `after ${after} statements: ${counts.join(', ')}`)
        await publish(fresh.db, after * 2)
        assert.deepEqual(new Set(await read(barometer)), new Set([after * 2]), 'then the newer one')
      }
    })

  it('asks one statement of a view that was read of this edition already', async () => {
    let asked = 0
    const db: Database = {
      ...fresh.db,
      query: (statement) => (asked++, fresh.db.query(statement)),
      transaction: (work) => (asked++, fresh.db.transaction(work)),
    }
    const barometer = readBarometer(db)
    await barometer.view(TARGET, TOWN)
    asked = 0
    await barometer.view(TARGET, TOWN)
    assert.equal(asked, 1)
  })
})
