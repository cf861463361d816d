import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Database, newId, type Sql, sql, systemClock as clock } from '#kernel'
import { append, sealBatch, verifyLedger } from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { eventOf, KARIM, LUCIE } from '../../../tests/support/ledger.ts'

describe('verifying the ledger', () => {
  const stream = newId()
  let fresh: FreshDatabase
  let db: Database
  before(async () => {
    fresh = await freshDatabase()
    db = fresh.db
  })
  after(() => fresh.drop())
  beforeEach(async () => {
    await db.pool.query('TRUNCATE event, seal, sealer')
    const events = Array.from({ length: 4 }, () =>
      eventOf({ stream, actor: LUCIE, measure: { channel: 'portal' } }),
    )
    await db.transaction((tx) => append(tx, events))
    await sealBatch(db, { clock })
  })

  it('counts the events of a whole ledger, and says how far it has come', async () => {
    const told: number[][] = []
    const progress = (...numbers: number[]) => void told.push(numbers)
    assert.deepEqual(await verifyLedger(db, { progress }), { ok: true, value: { events: 4, erased: 0 } })
    assert.deepEqual(told, [[4, 4]])
  })

  it('accepts events that wait for the sealer, and a ledger in which nothing happened', async () => {
    await db.transaction((tx) => append(tx, [eventOf()]))
    assert.equal((await verifyLedger(db)).ok, true)
    await db.pool.query('TRUNCATE event, seal, sealer')
    assert.deepEqual(await verifyLedger(db), { ok: true, value: { events: 0, erased: 0 } })
  })

  it('still holds when the content of an event was erased with its salt', async () => {
    await db.query(sql`UPDATE event SET body = NULL, salt = NULL WHERE seq = 2`)
    assert.deepEqual(await verifyLedger(db), { ok: true, value: { events: 4, erased: 1 } })
  })

  const at = (index: number) => ({ index, stream, seq: index + 1 })
  const faults: [name: string, fault: string, where: object, planted: Sql][] = [
    ['an actor was replaced', 'event-differs', at(1), sql`UPDATE event SET actor = ${KARIM} WHERE seq = 2`],
    [
      'a date was moved',
      'event-differs',
      at(2),
      sql`UPDATE event SET at = at + interval '1 ms' WHERE seq = 3`,
    ],
    [
      'a commitment was replaced',
      'event-differs',
      at(0),
      sql`UPDATE event SET commitment = sha256('x') WHERE seq = 1`,
    ],
    [
      'a measure was changed',
      'event-differs',
      at(1),
      sql`UPDATE event SET measure = '{"channel":"paper"}' WHERE seq = 2`,
    ],
    ['a measure was taken away', 'event-differs', at(2), sql`UPDATE event SET measure = NULL WHERE seq = 3`],
    ['what it says was changed', 'content-differs', at(3), sql`UPDATE event SET body = '{}' WHERE seq = 4`],
    [
      'a salt was changed',
      'content-differs',
      at(0),
      sql`UPDATE event SET salt = substr(sha256('x'), 1, 16) WHERE seq = 1`,
    ],
    ['an event was deleted', 'event-missing', at(2), sql`DELETE FROM event WHERE seq = 3`],
    ['a seal was deleted', 'index-missing', { index: 1 }, sql`DELETE FROM seal WHERE idx = 1`],
    ['the last seal was deleted', 'head-differs', { index: 3, head: 4 }, sql`DELETE FROM seal WHERE idx = 3`],
    ['the head was set back', 'head-differs', { index: 4, head: 2 }, sql`UPDATE sealer SET next = 2`],
  ]
  for (const [name, fault, where, planted] of faults)
    it(`finds the place where ${name}`, async () => {
      await db.query(planted)
      assert.deepEqual(await verifyLedger(db), { ok: false, refusal: fault, details: where })
    })

  it('finds an event that the sealer saw and did not seal', async () => {
    await db.transaction((tx) => append(tx, [eventOf({ stream })]))
    await db.query(sql`UPDATE sealer SET seen = pg_current_snapshot()`)
    const expected = { ok: false, refusal: 'event-skipped', details: { index: null, stream, seq: 5 } }
    assert.deepEqual(await verifyLedger(db), expected)
  })

  it('finds a stream that was sealed out of its order', async () => {
    const entry = async (seq: number) =>
      (await db.query<{ entry: Buffer }>(sql`SELECT entry FROM seal WHERE seq = ${seq}`))[0]!.entry
    const [second, third] = [await entry(2), await entry(3)]
    await db.query(sql`DELETE FROM seal WHERE seq IN (2, 3)`)
    await db.query(sql`INSERT INTO seal (idx, stream, seq, entry, sealed_at)
      VALUES (1, ${stream}, 3, ${third}, now()), (2, ${stream}, 2, ${second}, now())`)
    const expected = { ok: false, refusal: 'order-broken', details: { index: 1, stream, seq: 3 } }
    assert.deepEqual(await verifyLedger(db), expected)
  })
})
