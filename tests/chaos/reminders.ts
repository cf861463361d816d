/**
 * Many reminders on one morning, through two kills of the application and an hour without a mail server: each reaches its
 * person once, and none late.
 *
 *   node tests/chaos/reminders.ts           2,000 reminders
 *   node tests/chaos/reminders.ts --full    100,000
 *   node tests/chaos/reminders.ts --reminders 30000
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Database, dayOf, sql } from '#kernel'
import { ledgerState, verifyLedger } from '#ledger'
import { openGround } from '../../bench/support/ground.ts'
import { type App, freePort, startApp } from '../support/app.ts'
import { openTestPostOffice, type TestPostOffice } from '../support/post-office.ts'
import { tellTime } from '../support/timed-app.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A Tuesday in November; everybody has something to do a week later. */
const MORNING = '2027-11-16T13:00:00.000Z'
const DUE = '2027-11-23'
const MINUTE = 60_000

export type Reminded = {
  reminders: number
  /** Messages that arrived again under the same Message-ID, and were kept once. */
  copies: number
  /** From the first to the last arrival, by the clock on the wall. */
  seconds: number
  /** The hour of the last one, by the injected clock. */
  last: Date
}

type Ground = { db: Database; url: string }
type Asked = { reminders: number; patienceMs: number; say?: (line: string) => void }

/** Throws when a reminder is lost, comes twice, comes late, or is not counted. */
export const remind = async (
  { db, url }: Ground,
  { reminders, patienceMs, say = () => {} }: Asked,
): Promise<Reminded> => {
  const dir = join(ROOT, `.parvis/reminders-${process.pid}`)
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  const clock = join(dir, 'clock.json')
  const office = await openTestPostOffice({ keep: false })
  const time = openTime(clock, new Date(Date.parse(MORNING) - 2 * MINUTE))
  const env = {
    PARVIS_DIR: dir,
    DATABASE_URL: url,
    LOG_LEVEL: 'warn',
    PARVIS_SMTP: office.url,
    PARVIS_MAIL_FROM: 'Parvis <avis@parvis.example>',
  }
  const log = join(dir, 'parvis.log')
  const start = async (): Promise<App> => startApp({ port: await freePort(), log, env, clock })
  const until = untilArrived(office, patienceMs)
  let app = await start()
  try {
    await seed(db, reminders)
    time.goOn(2 * MINUTE)
    const from = performance.now()
    await until(reminders * 0.25)
    await app.end('SIGKILL')
    say(`killed at ${office.arrived.size}`)
    app = await start()
    // What the dead process had in hand is its own until its lease is over.
    time.goOn(4 * MINUTE)
    await until(reminders * 0.5)
    await office.shut()
    say(`the mail server is gone at ${office.arrived.size}`)
    for (let minutes = 0; minutes < 60; minutes += 10) {
      await wait(300)
      time.goOn(10 * MINUTE)
    }
    await office.reopen()
    say('an hour later it is there again')
    await until(reminders * 0.75)
    await app.end('SIGKILL')
    say(`killed at ${office.arrived.size}`)
    app = await start()
    time.goOn(4 * MINUTE)
    await until(reminders)
    const seconds = (performance.now() - from) / 1_000
    await quiet(db, patienceMs)
    const its = await eachOnce(db, office, reminders)
    // The day passes: target 5 is told that each was reminded.
    time.set(new Date('2027-11-24T12:00:00.000Z'))
    await counted(db, reminders, patienceMs)
    return { reminders, seconds, ...its }
  } catch (error) {
    say(readFileSync(log, 'utf8').slice(-3_000))
    throw error
  } finally {
    await app.end('SIGTERM')
    await office.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Time goes on by itself, and by leaps. */
const openTime = (file: string, from: Date) => {
  let is = from.getTime()
  let since = Date.now()
  const set = (at: Date) => {
    is = at.getTime()
    since = Date.now()
    tellTime(file, at)
  }
  set(from)
  return { set, goOn: (ms: number) => set(new Date(is + Date.now() - since + ms)) }
}

/** So many people with a confirmed address and one thing to do: what their dossiers would have left. */
const seed = async (db: Database, count: number): Promise<void> => {
  await db.query(sql`
    INSERT INTO preference (person, means, language, without, address, failed_at, since)
    SELECT 'p' || n, 'email', CASE WHEN n % 10 = 0 THEN 'en' ELSE 'fr' END, '{}', 'p' || n || '@exemple.example', NULL,
      '2027-01-01'
    FROM generate_series(1, ${count}::int) AS n`)
  await db.query(sql`
    INSERT INTO deadline (person, id, dossier, organisation, service, version, number, deadline, occurrence,
      counted_from, opened_on, due_on, remind, state, revision, next_at)
    SELECT 'p' || n, md5('deadline ' || n)::uuid, md5('dossier ' || n)::uuid, 'regie-des-familles',
      'allocation-famille', 1, '7K4M-2QXD-9', 'completion', 1, '2027-10-24', '2027-10-24', ${DUE}, '{P7D}', 'coming', 0,
      ${MORNING}
    FROM generate_series(1, ${count}::int) AS n`)
}

const untilArrived =
  (office: TestPostOffice, patienceMs: number) =>
  async (count: number): Promise<void> => {
    const until = performance.now() + patienceMs
    while (office.arrived.size < count) {
      if (performance.now() > until) throw new Error(`${office.arrived.size} of ${count} arrived`)
      await wait(20)
    }
  }

/** Every message is known to have been taken, and the ledger has said so. */
const quiet = async (db: Database, patienceMs: number): Promise<void> => {
  const until = performance.now() + patienceMs
  for (;;) {
    const [row] = await db.query<{ queued: number }>(sql`
      SELECT count(*) AS queued FROM mail WHERE state = 'queued'`)
    const { unsealed, subscriptions } = await ledgerState(db)
    if (row!.queued === 0 && unsealed === 0 && subscriptions.every(({ lag }) => lag === 0)) return
    if (performance.now() > until) throw new Error(`${row!.queued} messages still wait`)
    await wait(100)
  }
}

const eachOnce = async (db: Database, office: TestPostOffice, reminders: number) => {
  const arrived = [...office.arrived.values()]
  assert.equal(arrived.length, reminders, 'messages, by Message-ID')
  assert.equal(new Set(arrived.map(({ to }) => to)).size, reminders, 'people')
  const days = new Set(arrived.map(({ at }) => dayOf(at)))
  assert.deepEqual([...days], ['2027-11-16'], 'each on the day of its reminder')
  const states = await db.query(sql`SELECT state, count(*) AS count FROM mail GROUP BY state`)
  assert.deepEqual(states, [{ state: 'accepted', count: reminders }])
  const [events] = await db.query<{ due: number; delivered: number }>(sql`
    SELECT count(*) FILTER (WHERE kind = 'reminder.due') AS due,
           count(*) FILTER (WHERE kind = 'reminder.delivered') AS delivered
    FROM event`)
  assert.deepEqual(events, { due: reminders, delivered: reminders })
  const copies = arrived.reduce((sum, one) => sum + one.copies - 1, 0)
  const last = arrived.reduce((latest, { at }) => (at > latest ? at : latest), new Date(0))
  return { copies, last }
}

/** The measure of each pair, once: delivered before its day. */
const counted = async (db: Database, reminders: number, patienceMs: number): Promise<void> => {
  const measure = `{"deadline":"completion","organisation":"regie-des-familles","reminded":true,"service":"allocation-famille","standing":"due"}`
  const until = performance.now() + patienceMs
  for (;;) {
    const rows = await db.query<{ measure: string; count: number }>(sql`
      SELECT measure, count(*) AS count FROM event WHERE kind = 'deadline.passed' GROUP BY measure`)
    if (rows.reduce((sum, { count }) => sum + count, 0) >= reminders) {
      assert.deepEqual(rows, [{ measure, count: reminders }])
      break
    }
    if (performance.now() > until) throw new Error(`counted only ${JSON.stringify(rows)}`)
    await wait(100)
  }
  const { deadLetters } = await ledgerState(db)
  assert.equal(deadLetters, 0)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { full: { type: 'boolean' }, reminders: { type: 'string' } } })
  const reminders = Number(values.reminders ?? (values.full ? 100_000 : 2_000))
  const ground = await openGround('reminders')
  try {
    const its = await remind(ground, {
      reminders,
      // A hundred a second, on a machine that has other things to do.
      patienceMs: 2 * MINUTE + reminders * 10,
      say: console.log,
    })
    const verified = await verifyLedger(ground.db)
    if (!verified.ok) throw new Error(`the ledger does not hold: ${JSON.stringify(verified)}`)
    console.log(
      `${its.reminders} reminders of one morning, through two kills and an hour without a mail server: each arrived ` +
        `once by its Message-ID (${its.copies} more copies of the same, answered and kept once), the last at ` +
        `${its.last.toISOString()} of the injected clock, none after its day; ${Math.round(its.seconds)} s on the wall`,
    )
  } finally {
    await ground.clear()
  }
}
