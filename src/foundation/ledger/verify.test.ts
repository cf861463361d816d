import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Database, newId, type Sql, sql, systemClock as clock } from '#kernel'
import { append, readCheckpoint, sealBatch, verifyLedger } from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { eventOf, KARIM, LUCIE } from '../../../tests/support/ledger.ts'
import { openTestLog, type TestLog } from '../../../tests/support/log.ts'
import { entryOf } from './event.ts'
import { sealsFrom } from './store.ts'

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

describe('verifying the ledger against what was signed of it', () => {
  let fresh: FreshDatabase
  let db: Database
  let its: TestLog
  before(async () => {
    fresh = await freshDatabase()
    db = fresh.db
  })
  after(() => fresh.drop())
  beforeEach(async () => {
    its = await openTestLog(db)
    await its.write(600)
    await its.sign()
  })

  /** What somebody with the whole database would do: the event and its seal changed together. */
  const rewritten = async (index: number, change: Sql) => {
    await db.query(sql`
      UPDATE event SET ${change} WHERE (stream, seq) = (SELECT stream, seq FROM seal WHERE idx = ${index})`)
    const [event] = await sealsFrom(db, index, 1)
    assert.ok(event && !event.missing)
    await db.query(sql`UPDATE seal SET entry = ${entryOf(event)} WHERE idx = ${index}`)
  }
  const placeOf = async (index: number) => {
    const [place] = await db.query<{ stream: string; seq: number }>(
      sql`SELECT stream, seq FROM seal WHERE idx = ${index}`,
    )
    return { index, ...place! }
  }
  const fault = async (checkpoint?: string) => {
    const verified = await verifyLedger(db, checkpoint === undefined ? {} : { checkpoint })
    return verified.ok ? null : [verified.refusal, verified.details]
  }

  it('holds, events that are not signed yet included', async () => {
    assert.equal(await fault((await readCheckpoint(db))!), null)
    const before = (await readCheckpoint(db))!
    await its.write(10)
    await its.seal()
    assert.equal(await fault(before), null)
  })

  for (const index of [3, 255, 256, 599]) {
    it(`finds an event altered with its seal (${index})`, async () => {
      await rewritten(index, sql`channel = 'paper'`)
      assert.deepEqual(await fault(), ['signed-differs', await placeOf(index)])
    })

    it(`finds a measure altered with its seal (${index})`, async () => {
      await rewritten(index, sql`measure = '{"channel":"paper"}'`)
      assert.deepEqual(await fault(), ['signed-differs', await placeOf(index)])
    })
  }

  it('finds an event that was removed, what follows moved up to close the hole', async () => {
    await db.query(sql`
      DELETE FROM event WHERE (stream, seq) = (SELECT stream, seq FROM seal WHERE idx = 300)`)
    await db.query(sql`DELETE FROM seal WHERE idx = 300`)
    // Each key is free when it is taken: the rows go out of the way, then come back.
    await db.query(sql`UPDATE seal SET idx = idx + 10000 WHERE idx > 300`)
    await db.query(sql`UPDATE seal SET idx = idx - 10001 WHERE idx > 10000`)
    await db.query(sql`UPDATE sealer SET next = 599`)
    assert.deepEqual(await fault(), ['signed-differs', await placeOf(300)])
  })

  it('finds two events that changed places', async () => {
    const moves = [
      [20, 10_000],
      [410, 20],
      [10_000, 410],
    ]
    for (const [from, to] of moves) await db.query(sql`UPDATE seal SET idx = ${to} WHERE idx = ${from}`)
    assert.deepEqual(await fault(), ['signed-differs', await placeOf(20)])
  })

  it('finds that events at the end are gone without a trace', async () => {
    await db.query(sql`
      DELETE FROM event WHERE (stream, seq) IN (SELECT stream, seq FROM seal WHERE idx >= 590)`)
    await db.query(sql`DELETE FROM seal WHERE idx >= 590`)
    await db.query(sql`UPDATE sealer SET next = 590`)
    assert.deepEqual(await fault(), ['tail-removed', { index: 590, signed: 600 }])
  })

  /** One bit of it: set to a value of ours, a byte could be what it was. */
  const otherwise = (byte: number): Sql =>
    sql`hashes = set_byte(hashes, ${byte}, get_byte(hashes, ${byte}) # 1)`
  const tiles: [name: string, level: number, n: number, planted: Sql][] = [
    ['changed', 0, 1, sql`UPDATE tile SET ${otherwise(70)} WHERE level = 0 AND n = 1`],
    ['changed, the last one', 0, 2, sql`UPDATE tile SET ${otherwise(2)} WHERE level = 0 AND n = 2`],
    ['changed above', 1, 0, sql`UPDATE tile SET ${otherwise(33)} WHERE level = 1`],
    ['deleted', 0, 0, sql`DELETE FROM tile WHERE level = 0 AND n = 0`],
    ['deleted above', 1, 0, sql`DELETE FROM tile WHERE level = 1`],
    ['cut', 0, 2, sql`UPDATE tile SET hashes = substr(hashes, 1, 32) WHERE level = 0 AND n = 2`],
  ]
  for (const [name, level, n, planted] of tiles)
    it(`finds a tile that was ${name}`, async () => {
      await db.query(planted)
      assert.deepEqual(await fault(), ['tile-differs', { level, n }])
    })

  it('finds a checkpoint that was changed, or is of another key', async () => {
    const [kept] = await db.query<{ note: string; root: Buffer }>(sql`SELECT note, root FROM checkpoint`)
    for (const planted of [
      sql`UPDATE checkpoint SET note = replace(note, '600', '601')`,
      sql`UPDATE checkpoint SET note = 'junk'`,
      sql`UPDATE checkpoint SET root = sha256('x')`,
      sql`UPDATE log SET public_key = sha256('x')`,
    ]) {
      const [log] = await db.query<{ key: Buffer }>(sql`SELECT public_key AS key FROM log`)
      await db.query(planted)
      assert.deepEqual(await fault(), ['checkpoint-differs', { size: 600 }])
      await db.query(sql`UPDATE checkpoint SET note = ${kept!.note}, root = ${kept!.root}`)
      await db.query(sql`UPDATE log SET public_key = ${log!.key}`)
    }
    assert.equal(await fault(), null)
  })

  it('finds, by a checkpoint kept elsewhere, that everything was written again and signed again', async () => {
    const kept = (await readCheckpoint(db))!
    await rewritten(42, sql`kind = 'dossier.withdrawn'`)
    await db.query(sql`DELETE FROM tile`)
    await db.query(sql`DELETE FROM checkpoint`)
    await its.sign()
    assert.equal(await fault(), null)
    assert.deepEqual(await fault(kept), ['checkpoint-differs', { size: 600 }])
    const ahead = its.log.signed(`${its.log.origin}\n700\n${Buffer.alloc(32).toString('base64')}\n`)
    assert.deepEqual(await fault(ahead), ['tail-removed', { index: 600, signed: 700 }])
    const why = { why: 'not signed with the key of this log' }
    assert.deepEqual(await fault(kept.replace('600', '60')), ['checkpoint-differs', why])
  })
})
