import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Database, newId, openDatabase, sql, systemClock as clock } from '#kernel'
import { append, ledgerState, sealBatch, verifyLedger } from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { eventOf, heldOpen, sealsOf } from '../../../tests/support/ledger.ts'
import type { Envelope } from './event.ts'
import { inOrder } from './seal.ts'

describe('sealing', () => {
  let fresh: FreshDatabase
  let db: Database
  before(async () => {
    fresh = await freshDatabase({ connections: 16 })
    db = fresh.db
  })
  after(() => fresh.drop())
  beforeEach(() => db.pool.query('TRUNCATE event, seal, sealer'))

  const write = (...events: Parameters<typeof eventOf>[0][]) => writeTo(db, events)
  const writeTo = (to: Database, events: Parameters<typeof eventOf>[0][]) =>
    to.transaction((tx) => append(tx, events.map(eventOf)))
  const sealAll = async (most?: number, of = db) => {
    for (;;) {
      const sealing = await sealBatch(of, most ? { clock, most } : { clock })
      if (!sealing.busy && !sealing.more) return
    }
  }
  const assertWhole = async (events: number) => {
    const seals = await sealsOf(db)
    assert.deepEqual(
      seals.map(({ idx }) => idx),
      Array.from({ length: events }, (_, at) => at),
    )
    assert.deepEqual(await verifyLedger(db), { ok: true, value: { events, erased: 0 } })
    const [row] = await db.query<{ n: number }>(sql`SELECT count(*) AS n FROM event`)
    assert.equal(row!.n, events)
  }

  it('gives committed events dense indexes from 0, each once', async () => {
    await write({}, {}, {})
    await sealAll()
    await write({})
    await sealAll()
    await sealAll()
    await assertWhole(4)
  })

  it('neither waits for a transaction held open nor skips it when it commits', async () => {
    const late = newId()
    const commit = await heldOpen(db, (tx) => append(tx, [eventOf({ stream: late })]))
    for (let n = 0; n < 5; n++) {
      await write({})
      await sealAll()
    }
    assert.equal((await sealsOf(db)).length, 5)
    assert.equal((await ledgerState(db)).unsealed, 0)
    await commit()
    assert.equal((await ledgerState(db)).unsealed, 1)
    await sealAll()
    assert.equal((await sealsOf(db)).at(-1)!.stream, late)
    await assertWhole(6)
  })

  it('does not skip a transaction that began before a batch and wrote after it', async () => {
    const late = newId()
    let write2 = async () => {}
    const commit = await heldOpen(db, async (tx) => {
      await append(tx, [eventOf({ stream: late })])
      write2 = async () => void (await append(tx, [eventOf({ stream: late })]))
    })
    await write({})
    await sealAll()
    await write2()
    await write({})
    await sealAll()
    await commit()
    await sealAll()
    await assertWhole(4)
  })

  it('forgets a transaction that was rolled back', async () => {
    await assert.rejects(
      db.transaction(async (tx) => {
        await append(tx, [eventOf()])
        await write({})
        await sealAll()
        throw new Error('undone')
      }),
    )
    await sealAll()
    await assertWhole(1)
  })

  it('follows the time, but inside a stream its own order even when a clock ran backwards', () => {
    const at = (time: number, stream: string, seq: number) =>
      ({ at: new Date(time), stream, seq, id: `${time}${stream}${seq}` }) as Envelope
    const sorted = inOrder([at(1, 'a', 3), at(2, 'b', 1), at(3, 'a', 1), at(4, 'a', 2)])
    assert.deepEqual(
      sorted.map(({ stream, seq }) => `${stream}${seq}`),
      ['a1', 'b1', 'a2', 'a3'],
    )
  })

  it('keeps each stream in order when a backlog takes many batches and its transactions ended out of order', async () => {
    const stream = newId()
    // The second act has the older transaction: it wrote elsewhere first, then waited for the stream.
    await db.transaction(async (older) => {
      await append(older, [eventOf()])
      await write({ stream }, { stream }, { stream })
      await append(older, [eventOf({ stream }), eventOf({ stream })])
    })
    for (let n = 0; n < 20; n++) await write({}, { stream })
    await sealAll(2)
    const its = (await sealsOf(db)).filter((seal) => seal.stream === stream).map(({ seq }) => seq)
    assert.deepEqual(
      its,
      Array.from({ length: 25 }, (_, at) => at + 1),
    )
    await assertWhole(46)
  })

  it('holds under 8 writers with delays and rollbacks, and two sealers in processes of their own', async () => {
    const streams = Array.from({ length: 6 }, newId)
    const other = openDatabase(fresh.url, { connections: 2 })
    let writing = true
    const sealing = [db, other].map(async (handle) => {
      try {
        while (writing) await sealBatch(handle, { clock, most: 7 })
      } finally {
        // A sealer that fails ends the other: the test then says so instead of running on.
        writing = false
      }
    })
    const writers = Promise.all(Array.from({ length: 8 }, (_, n) => writer(n, streams)))
    void writers.then(() => (writing = false))
    const [kept] = await Promise.all([writers, ...sealing])
    await sealAll()
    await other.close()
    await assertWhole(kept.reduce((sum, n) => sum + n, 0))
  })

  /** Acts of one to three events on random streams; a third are rolled back. Answers with how many events it kept. */
  const writer = async (n: number, streams: string[]): Promise<number> => {
    let kept = 0
    for (let act = 0; act < 25; act++) {
      const events = Array.from({ length: 1 + (act % 3) }, () =>
        eventOf({ stream: streams[Math.floor(Math.random() * streams.length)]!, at: new Date() }),
      )
      const undone = (act + n) % 3 === 0
      await db
        .transaction(async (tx) => {
          await append(tx, events)
          await wait(Math.random() * 8)
          if (undone) throw new Error('undone')
        })
        .catch((error: Error) => assert.equal(error.message, 'undone'))
      if (!undone) kept += events.length
    }
    return kept
  }

  it('lets the next sealer take over when one dies in the middle of its batch', async () => {
    await write({}, {}, {})
    await sealAll()
    await write({}, {})
    const release = await heldOpen(db, (tx) => tx.query(sql`LOCK TABLE seal IN SHARE MODE`))
    const dying = sealBatch(db, { clock })
    const failed = assert.rejects(dying, /terminat/)
    await terminateSealer()
    await failed
    assert.deepEqual((await sealsOf(db)).length, 3)
    await release()
    await sealAll()
    await assertWhole(5)
  })

  /** Once it waits for the lock, however long it takes to come so far. */
  const terminateSealer = async (): Promise<void> => {
    for (;;) {
      const killed = await db.query(sql`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO seal%'`)
      if (killed.length > 0) return assert.equal(killed.length, 1)
      await wait(5)
    }
  }

  it('lets one process seal at a time, and says so to the other', async () => {
    await write({})
    const release = await heldOpen(db, (tx) => tx.query(sql`SELECT pg_advisory_xact_lock(7423003)`))
    assert.deepEqual(await sealBatch(db, { clock }), { busy: true })
    await release()
    assert.deepEqual(await sealBatch(db, { clock }), { busy: false, sealed: 1, more: false, head: 1 })
  })

  it('costs what is fresh, however much is sealed already', async (t) => {
    // One connection: what another has read is added to the statistics when that one pleases.
    const own = await freshDatabase({ connections: 1 })
    t.after(() => own.drop())
    const writeMany = (events: number) =>
      writeTo(
        own.db,
        Array.from({ length: events }, () => ({})),
      )
    const rowsRead = async () => {
      await own.db.pool.query('SELECT pg_stat_force_next_flush()')
      const [row] = await own.db.query<{ n: number }>(sql`
        SELECT sum(idx_tup_read) + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'seal') AS n
        FROM pg_stat_user_indexes WHERE relname = 'seal'`)
      return Number(row!.n)
    }
    for (let n = 0; n < 10; n++) await writeMany(1_000)
    await sealAll(undefined, own.db)
    await own.db.pool.query('ANALYZE event, seal')
    const before = await rowsRead()
    await writeMany(3)
    await sealBatch(own.db, { clock })
    const read = (await rowsRead()) - before
    assert.ok(read < 100, `${read} rows of seals were read`)
    await own.db.pool.query('SELECT count(sealed_at) FROM seal')
    assert.ok((await rowsRead()) - before > 10_000, 'what is read whole is not seen')
  })
})
