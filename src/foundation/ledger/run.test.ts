import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { type Database, newId, openDatabase, type Queries, sql, systemClock as clock } from '#kernel'
import {
  append,
  deadLetters,
  type Ledger,
  type LedgerOptions,
  ledgerState,
  retryDeadLetter,
  type SealedEvent,
  sealBatch,
  startLedger,
  type Subscriber,
} from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { advance } from './subscribe.ts'
import { eventOf, heldOpen, keptLog, sealsOf } from '../../../tests/support/ledger.ts'

/* One file, because every test reads what the same noting and failing readers were given, on the same ledger. */

describe('reacting to sealed events', () => {
  let fresh: FreshDatabase
  let db: Database
  const running = new Set<Ledger>()
  let log = keptLog()

  before(async () => {
    fresh = await freshDatabase({ connections: 16 })
    db = fresh.db
    await db.pool.query('CREATE TABLE handled (subscription text, idx bigint, kind text, at bigserial)')
  })
  after(() => fresh.drop())
  beforeEach(async () => {
    log = keptLog()
    await db.pool.query('TRUNCATE event, seal, sealer, subscription, dead_letter, handled')
  })
  afterEach(async () => {
    await Promise.all([...running].map((ledger) => ledger.stop()))
    running.clear()
  })

  const start = (subscribers: Subscriber[], options: Partial<LedgerOptions> = {}, on = db): Ledger => {
    const ledger = startLedger(on, { clock, subscribers, log, retryDelaysMs: [5, 10, 15, 20], ...options })
    running.add(ledger)
    return ledger
  }
  const write = (...events: Parameters<typeof eventOf>[0][]) =>
    db.transaction((tx) => append(tx, events.map(eventOf)))
  const note = (tx: Queries, name: string, { index, kind }: SealedEvent) =>
    tx.query(sql`INSERT INTO handled VALUES (${name}, ${index}, ${kind})`)
  /** Notes what it was given, without any guard of its own against seeing an event twice. */
  const noting = (name: string, more: Partial<Subscriber> = {}): Subscriber => ({
    name,
    react: async (tx, event) => void (await note(tx, name, event)),
    reset: async (tx) => void (await tx.query(sql`DELETE FROM handled WHERE subscription = ${name}`)),
    ...more,
  })
  const handledBy = async (name: string): Promise<number[]> => {
    const rows = await db.query<{ idx: number }>(
      sql`SELECT idx FROM handled WHERE subscription = ${name} ORDER BY at`,
    )
    return rows.map(({ idx }) => idx)
  }
  const upTo = (n: number) => Array.from({ length: n }, (_, at) => at)

  it('plays every event to every subscriber, once and in order', async () => {
    const ledger = start([noting('notices'), noting('work')], { most: 3 })
    await write({}, {}, {}, {})
    await ledger.caughtUp()
    await write({}, {}, {}, {})
    await ledger.caughtUp()
    assert.deepEqual(await handledBy('notices'), upTo(8))
    assert.deepEqual(await handledBy('work'), upTo(8))
  })

  it('gives a subscriber the kinds that it asks for, with all that the act said', async () => {
    const seen: SealedEvent[] = []
    const react = async (_: Queries, event: SealedEvent) => void seen.push(event)
    const ledger = start([{ name: 'decisions', kinds: ['dossier.decided'], react }])
    const [, decided] = await write(
      {},
      { kind: 'dossier.decided', onBehalfOf: 'person:x', body: { grant: true } },
      {},
    )
    await ledger.caughtUp()
    assert.deepEqual(seen, [{ ...decided, measure: null, index: seen[0]!.index, erased: false }])
    assert.equal((await ledgerState(db)).subscriptions[0]!.cursor, 3)
  })

  it('gives many at once to a reader that takes them so, and one by one when one of them fails', async () => {
    const batches: number[][] = []
    const one = noting('notices')
    const reactToAll = async (tx: Queries, events: SealedEvent[]) => {
      batches.push(events.map(({ index }) => index))
      if (events.some(({ kind }) => kind === 'poison')) throw new Error('not together')
      for (const event of events) await one.react(tx, event)
    }
    const ledger = start([{ ...one, reactToAll }])
    await write({}, {}, {})
    await ledger.caughtUp()
    await write({}, { kind: 'poison' }, {})
    await ledger.caughtUp()
    assert.deepEqual(batches.slice(0, 2), [upTo(3), [3, 4, 5]])
    assert.deepEqual(
      (await handledBy('notices')).toSorted((a, b) => a - b),
      upTo(6),
    )
    assert.deepEqual(await deadLetters(db), [])
  })

  it('comes at once when it is poked, and by itself when nobody pokes', async () => {
    let expected = newId()
    let told = Promise.withResolvers<void>()
    const react = async (_: Queries, { stream }: SealedEvent) => {
      if (stream === expected) told.resolve()
    }
    const comes = async (ledger: Ledger, isPoked: boolean) => {
      await ledger.caughtUp()
      expected = newId()
      told = Promise.withResolvers<void>()
      await wait(30)
      await write({ stream: expected })
      if (isPoked) ledger.poke()
      await told.promise
      await ledger.stop()
    }
    // One that never looks by itself comes only when it is poked.
    await comes(start([{ name: 'notices', react }], { pollMs: 3_600_000 }), true)
    await comes(start([{ name: 'notices', react }]), false)
  })

  it('waits for what was there when it was asked, not for what others go on writing', async () => {
    const ledger = start([noting('notices')])
    const writing = { goesOn: true }
    const others = Array.from({ length: 3 }, async () => {
      while (writing.goesOn) {
        await write({})
        ledger.poke()
      }
    })
    for (let n = 0; n < 5; n++) {
      const mine = newId()
      await write({ stream: mine })
      // Longer than a test may take: if it waited for the others it would never end.
      await ledger.settled(3_600_000)
      const seal = (await sealsOf(db)).find(({ stream }) => stream === mine)
      assert.ok(seal && (await handledBy('notices')).includes(seal.idx))
    }
    writing.goesOn = false
    await Promise.all(others)
  })

  it('waits no longer than it was told', async () => {
    const end = Promise.withResolvers<void>()
    const ledger = start([{ name: 'slow', react: () => end.promise }])
    await write({})
    await ledger.settled(50)
    assert.deepEqual(await handledBy('slow'), [])
    end.resolve()
  })

  it('waits for reactions to reactions before it calls itself caught up', async () => {
    const stream = newId()
    const chain: Subscriber = {
      name: 'work',
      react: async (tx, { body }) => {
        const left = Number(body['left'] ?? 0)
        if (left > 0) await append(tx, [eventOf({ stream, body: { left: left - 1 } })])
      },
    }
    const ledger = start([chain, noting('notices')])
    await write({ stream, body: { left: 5 } })
    await ledger.caughtUp()
    assert.deepEqual(await handledBy('notices'), upTo(6))
  })

  it('holds each subscription in one process at a time, and loses none when that process stops', async () => {
    let inside = 0
    const lone = noting('notices', {
      react: async (tx, event) => {
        inside += 1
        assert.equal(inside, 1)
        await wait(1)
        await note(tx, 'notices', event)
        inside -= 1
      },
    })
    const other = openDatabase(fresh.url, { connections: 3 })
    const [first, second] = [start([lone], { most: 5 }), start([lone], { most: 5 }, other)]
    for (let n = 0; n < 10; n++) {
      await write({}, {}, {})
      first.poke()
      second.poke()
    }
    await first.stop()
    await write({}, {})
    await second.caughtUp()
    assert.deepEqual(await handledBy('notices'), upTo(32))
    await second.stop()
    await other.close()
    assert.deepEqual(log.lines, [])
  })

  describe('when a reader fails on an event', () => {
    const failingOn = (kind: string, times = Infinity): Subscriber & { tried: number } => {
      const subscriber = {
        ...noting('notices'),
        tried: 0,
        react: async (tx: Queries, event: SealedEvent) => {
          await note(tx, 'notices', event)
          if (event.kind === kind && subscriber.tried++ < times) throw new Error(`no address for ${kind}`)
        },
      }
      return subscriber
    }

    it('handles its neighbours once each, and the event itself when it can be', async () => {
      const failing = failingOn('poison', 4)
      const ledger = start([failing])
      await write({}, {}, { kind: 'poison' }, {}, {})
      await ledger.caughtUp()
      assert.deepEqual(await handledBy('notices'), upTo(5))
      assert.equal(failing.tried, 5)
      assert.deepEqual(await deadLetters(db), [])
    })

    it('gives it up after five attempts as a dead letter that somebody sees, and goes on', async () => {
      const ledger = start([failingOn('poison'), noting('work')])
      await write({}, { kind: 'poison' }, {})
      await ledger.caughtUp()
      assert.deepEqual(await handledBy('notices'), [0, 2])
      assert.deepEqual(await handledBy('work'), upTo(3))
      const [letter, ...none] = await deadLetters(db)
      assert.deepEqual(none, [])
      assert.equal(letter!.error, 'Error: no address for poison')
      assert.deepEqual([letter!.subscription, letter!.index, letter!.attempts], ['notices', 1, 5])
      assert.equal((await ledgerState(db)).deadLetters, 1)
      const buried = log.lines.filter(({ level }) => level === 'error')
      assert.deepEqual(
        buried.map(({ message, index }) => [message, index]),
        [['an event became a dead letter', 1]],
      )
      assert.doesNotMatch(JSON.stringify(log.lines), /no address/)
    })

    it('keeps the count and the delay across a restart', async () => {
      const retryDelaysMs = [5, 3_600_000, 5, 5]
      const first = start([failingOn('poison')], { retryDelaysMs })
      await write({ kind: 'poison' })
      await until(async () => (await ledgerState(db)).subscriptions[0]?.attempts === 2)
      await first.stop()
      const restarted = failingOn('poison')
      const turn = await advance(db, restarted, { clock, most: 500, retryDelaysMs })
      assert.deepEqual([turn.is, restarted.tried], ['waiting', 0])
      await db.query(sql`UPDATE subscription SET retry_at = now()`)
      const second = start([restarted], { retryDelaysMs })
      await second.caughtUp()
      assert.equal(restarted.tried, 3)
      assert.equal((await deadLetters(db))[0]!.attempts, 5)
    })

    it('tries a dead letter again when asked, by whatever process asks', async () => {
      // Once in its batch, five times alone, and once when it is asked for.
      const failing = failingOn('poison', 7)
      const ledger = start([failing])
      await write({ kind: 'poison' }, {})
      await ledger.caughtUp()
      const letter = { subscription: 'notices', index: 0, at: new Date() }
      assert.equal((await retryDeadLetter(db, letter)).ok, true)
      await until(async () => (await deadLetters(db))[0]?.attempts === 6)
      assert.deepEqual(await handledBy('notices'), [1])
      assert.equal((await retryDeadLetter(db, letter)).ok, true)
      await until(async () => (await deadLetters(db)).length === 0)
      assert.deepEqual(await handledBy('notices'), [1, 0])
      const again = await retryDeadLetter(db, letter)
      assert.equal(!again.ok && again.refusal, 'already-resolved')
      const unknown = await retryDeadLetter(db, { ...letter, index: 9 })
      assert.equal(!unknown.ok && unknown.refusal, 'no-such-dead-letter')
    })

    it('counts a fault that a reader tried to hide inside its transaction', async () => {
      const hiding: Subscriber = {
        name: 'notices',
        react: async (tx) => void (await tx.query(sql`SELECT 1 / 0`).catch(() => {})),
      }
      const ledger = start([hiding])
      await write({})
      await ledger.caughtUp()
      assert.match((await deadLetters(db))[0]!.error, /aborted/)
    })
  })

  it('rebuilds a subscriber from event 0 to the same result', async () => {
    const ledger = start([noting('notices'), noting('work', { kinds: ['dossier.filed'] })], { most: 7 })
    for (let n = 0; n < 30; n++) await write({}, { kind: 'dossier.decided' })
    await ledger.caughtUp()
    const before = await handledBy('work')
    await db.query(sql`UPDATE handled SET idx = -1`)
    await ledger.rebuild('work')
    assert.deepEqual(await handledBy('work'), before)
    assert.equal(before.length, 30)
    assert.equal((await handledBy('notices')).length, 60)
    await assert.rejects(ledger.rebuild('unknown'), /no subscription unknown/)
    const bare = start([{ name: 'bare', react: async () => {} }])
    await assert.rejects(bare.rebuild('bare'), /says nothing of how to empty/)
  })

  it('finds the events of a kind that is rare, stride after stride', async () => {
    await write({ kind: 'rare' }, ...Array.from({ length: 40 }, () => ({})), { kind: 'rare' }, {})
    await sealBatch(db, { clock })
    const rare = noting('decisions', { kinds: ['rare'] })
    await db.query(sql`INSERT INTO subscription (name) VALUES ('decisions')`)
    const turns: unknown[] = []
    do turns.push(await advance(db, rare, { clock, most: 500, retryDelaysMs: [], stride: 20 }))
    while (!isDeepStrictEqual(turns.at(-1), { is: 'at-head', cursor: 43 }) && turns.length < 10)
    assert.equal(turns.length, 3)
    assert.deepEqual(await handledBy('decisions'), [0, 41])
  })

  it('says what waits and who is late', async () => {
    await write({}, {}, {})
    assert.deepEqual(await ledgerState(db), { head: 0, unsealed: 3, deadLetters: 0, subscriptions: [] })
    await sealBatch(db, { clock })
    await db.query(sql`INSERT INTO subscription (name, cursor) VALUES ('notices', 1)`)
    const subscriptions = [{ name: 'notices', cursor: 1, attempts: 0, lag: 2 }]
    assert.deepEqual(await ledgerState(db), { head: 3, unsealed: 0, deadLetters: 0, subscriptions })
  })

  it('survives the loss of every connection, in the middle of a reaction too, and says so', async () => {
    const own = openDatabase(fresh.url, { connections: 4 })
    const ledger = start([noting('notices'), noting('work')], {}, own)
    await write({}, {})
    await ledger.caughtUp()
    const release = await heldOpen(db, (tx) => tx.query(sql`LOCK TABLE handled IN EXCLUSIVE MODE`))
    await write({})
    ledger.poke()
    await until(async () => (await lockWaits()) === 2)
    await cutOthers()
    await release()
    for (let n = 0; n < 5; n++) {
      await write({})
      await cutOthers()
    }
    await until(async () => (await ledgerState(db)).subscriptions.every(({ cursor }) => cursor === 8))
    assert.deepEqual(await handledBy('notices'), upTo(8))
    assert.deepEqual(await handledBy('work'), upTo(8))
    assert.equal((await sealsOf(db)).length, 8)
    assert.ok(log.lines.some(({ message }) => message === 'the ledger cannot go on yet and will try again'))
    assert.ok(log.lines.some(({ message }) => message === 'the ledger goes on'))
    assert.deepEqual(await deadLetters(db), [])
    await ledger.stop()
    await own.close()
  })

  const lockWaits = async (): Promise<number> => {
    const rows = await db.query(sql`
      SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO handled%'`)
    return rows.length
  }
  /** Every connection to this database, but the one that asks and the one that holds the lock. */
  const cutOthers = () =>
    db.query(sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle in transaction'`)

  it('refuses to call a stopped ledger caught up', async () => {
    const ledger = start([noting('notices')])
    await ledger.stop()
    await assert.rejects(ledger.caughtUp(), /stopped before it had caught up/)
  })

  const until = async (isSo: () => Promise<boolean>) => {
    const began = performance.now()
    while (!(await isSo())) {
      if (performance.now() - began > 60_000) assert.fail('it did not come about within a minute')
      await wait(10)
    }
  }
})
