import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { verifyBarometer } from '#barometer'
import { CannotStart, type Database, sql } from '#kernel'
import { ledgerState, verifyLedger } from '#ledger'
import { readWorklist } from '#work'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { readConfig } from '../../config.ts'
import { type Assembled, assemble } from '../../main.ts'
import { prepare } from '../history.ts'

/** Sunday 22 November 2026, soon after midnight in Québec: nothing of this day has its hour yet. */
const NOW = new Date('2026-11-22T05:30:00.000Z')
const UNTIL = '2026-11-22'
const clock = () => new Date(NOW)
const config = readConfig({}, { LOG_LEVEL: 'silent' })
const WANTED = { people: 40, months: 6, seed: 7 }

type Lived = FreshDatabase & Assembled

/** A new demonstration, where the people of a seed have lived; `cut` stops it after its first group, and it goes on. */
const liveOn = async ({ cut = false } = {}): Promise<Lived> => {
  const fresh = await freshDatabase({ connections: 12 })
  const { db, url } = fresh
  const { history, is } = await prepare({ config, db, now: NOW }, WANTED)
  assert.equal(is, 'begun')
  const log = pino({ level: 'silent' })
  const assembled = await assemble({ config, db, url, say: () => {}, log, clock })
  // Groups of different sizes: who lives beside whom changes nothing.
  const live = (signal?: AbortSignal, progress = () => {}) =>
    assembled.live(history, { progress, group: cut ? 4 : 13, ...(signal && { signal }) })
  if (cut) {
    const stopping = new AbortController()
    assert.equal(await live(stopping.signal, () => stopping.abort()), 'cut')
    const [counted] = await db.query<{ parts: number }>(sql`SELECT count(*) AS parts FROM history_part`)
    assert.ok(counted!.parts > 0 && counted!.parts < 10, `${counted!.parts} of 10 groups`)
    const again = await prepare({ config, db, now: NOW }, { people: 9, months: 2 })
    assert.deepEqual([again.is, again.history], ['resumed', history])
  }
  // Two of them at the same moment: one writes, the other finds it being written.
  assert.deepEqual((await Promise.all([live(), live()])).toSorted(), ['elsewhere', 'written'])
  await assembled.ledger.caughtUp()
  return { ...fresh, ...assembled }
}

/** What counts, however it was come by: the events of each kind, day and measure. */
const measured = (db: Database) =>
  db.query<{ kind: string; day: string; measure: string; count: number }>(sql`
    SELECT kind, (at AT TIME ZONE 'America/Toronto')::date AS day, measure, count(*) AS count FROM event
    WHERE measure IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`)

let lived: Lived
let resumed: Lived
before(async () => {
  lived = await liveOn()
  resumed = await liveOn({ cut: true })
})
after(async () => {
  for (const one of [lived, resumed]) {
    await one?.stop()
    await one?.drop()
  }
})

describe('a history that invented people live', () => {
  it('is the same for the same seed, in another order, and when it was cut and went on', async () => {
    const all = await measured(lived.db)
    assert.ok(all.length > 50, `${all.length} measures`)
    assert.deepEqual(await measured(resumed.db), all)
  })

  it('is finished for most, and leaves some work at the desk', async () => {
    const [counted] = await lived.db.query<{ decided: number; open: number }>(sql`
      SELECT count(*) FILTER (WHERE status = 'decided') AS decided,
        count(*) FILTER (WHERE status IN ('in-progress', 'awaiting-person')) AS open FROM dossier`)
    assert.ok(counted!.decided > 3 * counted!.open && counted!.open > 0, JSON.stringify(counted))
  })

  it('says of who is assisted that an agent entered it for them', async () => {
    const rows = await lived.db.query<{ actor: string; for: string | null }>(sql`
      SELECT actor, on_behalf_of AS for FROM event
      WHERE kind = 'dossier.filed' AND channel IN ('counter', 'phone', 'paper')`)
    assert.ok(rows.length > 0)
    for (const row of rows) {
      assert.match(row.actor, /^agent:/)
      assert.match(row.for ?? '', /^(key|person:invente-)/)
    }
  })

  it('is over before today: neither robots nor reminders do anything of it again', async () => {
    const late = await lived.db.query(sql`
      SELECT kind, at FROM event WHERE (at AT TIME ZONE 'America/Toronto')::date >= ${UNTIL}::date
        AND (kind LIKE 'dossier.%' OR kind LIKE 'deadline.%' OR kind LIKE 'reminder.%')`)
    assert.deepEqual(late, [])
    const turns = await lived.db.query(sql`SELECT * FROM robot_task`)
    assert.deepEqual(turns, [])
    const sent = await lived.db.query<{ state: string }>(sql`SELECT DISTINCT state FROM mail ORDER BY 1`)
    assert.ok(
      sent.every(({ state }) => ['accepted', 'bounced'].includes(state)),
      JSON.stringify(sent),
    )
  })

  it('is what the barometer and the ledger hold when everything is computed again', async () => {
    for (const { db, ledger } of [lived, resumed]) {
      await ledger.caughtUp()
      const verified = await verifyLedger(db)
      assert.ok(verified.ok, JSON.stringify(verified))
      assert.equal((await ledgerState(db)).deadLetters, 0)
      assert.deepEqual(await recomputed(db), [])
    }
  })

  it('is on the agents’ lists under invented names, which nobody signs in with', async () => {
    const { platform } = lived
    const agent = platform.access.agents().find(({ id }) => id === 'agent:mathieu-lefebvre')!
    const list = await readWorklist(lived.db, {
      organisation: 'directeur-des-actes',
      roles: agent.roles,
      agent: agent.id,
      view: 'all-open',
      sort: 'due',
      today: UNTIL,
      limit: 50,
      offset: 0,
    })
    for (const { applicant } of list.items) assert.match(applicant ?? '', /^\p{Lu}[\p{L}’-]+ \p{Lu}/u)
    assert.ok(platform.access.people().every(({ person }) => !person.startsWith('invente-')))
  })

  it('is said to be written, and how much of it', async () => {
    const state = await lived.platform.history()
    assert.equal(state.is, 'written')
    assert.ok(state.is === 'written' && state.people === 40 && state.dossiers > 10)
  })
})

describe('asking for a history again', () => {
  it('writes nothing where one is, unless one more is wanted, with people of its own', async () => {
    const { db } = lived
    const there = await prepare({ config, db, now: NOW }, WANTED)
    assert.equal(there.is, 'there')
    const more = await prepare({ config, db, now: NOW }, { people: 2, months: 3, again: true })
    assert.deepEqual([more.is, more.history.number, more.history.seed], ['begun', 2, 2])
    const log = pino({ level: 'silent' })
    const versions = sql`SELECT count(*) AS count FROM service_version`
    const before = await db.query(versions)
    assert.equal(await lived.live(more.history, { progress: () => log.info('lived') }), 'written')
    assert.deepEqual(await db.query(versions), before)
    const people = await db.query<{ people: number }>(sql`
      SELECT count(DISTINCT person) AS people FROM registry_record WHERE person LIKE 'invente-%'`)
    assert.equal(people[0]!.people, 42)
  })

  it('is refused outside a demonstration', async () => {
    const real = readConfig({}, { LOG_LEVEL: 'silent', PARVIS_DEMONSTRATION: 'no' })
    const asked = prepare({ config: real, db: lived.db, now: NOW }, WANTED)
    await assert.rejects(
      asked,
      (error) => error instanceof CannotStart && error.reason === 'not-a-demonstration',
    )
  })

  it('is refused where services were published too late for anything to have happened', async () => {
    const fresh = await freshDatabase({ connections: 12 })
    const parts = {
      config,
      db: fresh.db,
      url: fresh.url,
      say: () => {},
      log: pino({ level: 'silent' }),
      clock,
    }
    const { stop } = await assemble(parts)
    const asked = prepare({ config, db: fresh.db, now: NOW }, WANTED)
    await assert.rejects(
      asked,
      (error) => error instanceof CannotStart && error.reason === 'history-without-past',
    )
    // A real installation's database, asked from where nobody said that it is one.
    await fresh.db.query(sql`DELETE FROM registry_record`)
    await assert.rejects(
      prepare({ config, db: fresh.db, now: NOW }, WANTED),
      (error) => error instanceof CannotStart && error.reason === 'not-a-demonstration',
    )
    await stop()
    const isRefused = (error: unknown) =>
      error instanceof CannotStart && error.reason === 'not-a-demonstration'
    await assert.rejects(assemble(parts), isRefused)
    assert.deepEqual(await fresh.db.query(sql`SELECT FROM registry_record`), [])
    await fresh.drop()
  })
})

/** The differences that a recomputation from the first event finds, once figures were computed. */
const recomputed = async (db: Database): Promise<unknown> => {
  for (let tries = 0; ; tries += 1) {
    const verified = await verifyBarometer(db, {})
    if (verified.ok) return []
    if (verified.refusal !== 'figures-not-computed' || tries > 240) return verified.details
    await wait(250)
  }
}
