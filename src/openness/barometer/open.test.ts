import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type Database, sql } from '#kernel'
import { append, type Ledger, type NewEvent, openPublicLog, startLedger } from '#ledger'
import { diceOf } from '../../../tests/fuzz/dice.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { eventOf, keptLog } from '../../../tests/support/ledger.ts'
import { measuredEvents } from '../../../tests/support/measured.ts'
import { compareVersions } from './compare.ts'
import { DEFINITIONS } from './definitions.ts'
import { rebuild } from './subscriber.ts'
import { use } from './targets/08-use.ts'
import { openBarometer, type RunningBarometer } from './open.ts'
import { type Difference, verifyBarometer } from './verify.ts'

const FROM = new Date('2025-03-01T00:00:00Z')
const NOON = '2026-11-22T17:00:00Z'
const PATIENCE_MS = 60_000

describe('the barometer that runs', () => {
  let fresh: FreshDatabase
  let db: Database
  let ledger: Ledger
  let barometer: RunningBarometer
  let now = new Date(NOON)
  const clock = () => new Date(now)
  const log = keptLog()

  before(async () => {
    fresh = await freshDatabase({ connections: 10 })
    db = fresh.db
    barometer = openBarometer({ db, clock, log, lookMs: 200, quietMs: 50, mostRestMs: 0 })
    const publicLog = await openPublicLog(db, clock, {
      key: null,
      origin: null,
      otherwise: 'parvis.example/journal',
    })
    ledger = startLedger(db, { clock, subscribers: [barometer.subscriber], log, pollMs: 20, publicLog })
  })
  after(async () => {
    await Promise.all([ledger.stop(), barometer.stop()])
    await fresh.drop()
  })

  const happen = async (...events: NewEvent[]) => {
    await db.transaction((tx) => append(tx, events))
    ledger.poke()
  }
  const until = async (holds: () => Promise<boolean>, what: string) => {
    const began = performance.now()
    while (!(await holds())) {
      assert.ok(performance.now() - began < PATIENCE_MS, `${what} never came`)
      await wait(20)
    }
  }
  const filed = (service: string, channel = 'portal') =>
    eventOf({ kind: 'dossier.filed', measure: { organisation: 'ville', service, channel }, at: clock() })

  const decided = (service: string, at: Date) => {
    const needs = { address: 'fetched' }
    const measure = {
      organisation: 'ville',
      service,
      channel: 'portal',
      favourable: true,
      first: true,
      needs,
    }
    return eventOf({ kind: 'dossier.decided', measure, at })
  }

  it('has ten figures without data before anything happens, and says so', async () => {
    await until(async () => (await barometer.figures()) !== null, 'figures')
    const { figures, day, eventsByKind } = (await barometer.figures())!
    assert.equal(day, '2026-11-22')
    assert.deepEqual(eventsByKind, {})
    assert.deepEqual(
      figures.map(({ target, state, value }) => [target, state === 'value', value]),
      Array.from({ length: 10 }, (_, at) => [at + 1, false, null]),
    )
    assert.equal(await barometer.figures('nobody'), null)
    assert.equal(await barometer.view(11), null)
  })

  it('shows an event in the figure and among the events counted', async () => {
    await happen(
      eventOf({ kind: 'organisation.registered', measure: { organisation: 'ville' }, at: FROM }),
      eventOf({
        kind: 'service.published',
        measure: { organisation: 'ville', service: 'chaussee', version: 1, digital: true, involved: true },
        at: FROM,
      }),
      filed('chaussee'),
      decided('chaussee', clock()),
    )
    await until(async () => (await barometer.view(8))?.figure.denominator === 1, 'the figure')
    const view = (await barometer.view(8))!
    assert.deepEqual([view.figure.numerator, view.figure.state, view.figure.value], [1, 'value', 1])
    assert.deepEqual(view.eventsByKind['service.published'], { events: 1, unreadable: 0 })
    assert.deepEqual(view.eventsByKind['dossier.filed'], { events: 0, unreadable: 0 })
    assert.deepEqual(await barometer.organisations(), ['ville'])
    assert.equal((await barometer.view(8, 'ville'))!.figure.organisation, 'ville')
    assert.equal(view.units[0]!.verdict, 'meets')
    assert.ok(
      Object.values(view.units[0]!.counts).every((count) => count % 5 === 0),
      'nobody is counted alone',
    )
  })

  it('says from which head of the ledger the figures were computed', async () => {
    await until(async () => (await barometer.figures())!.head.root !== null, 'the root')
    const { head } = (await barometer.figures())!
    assert.equal(head.size, 4)
    assert.match(head.root!, /^[0-9a-f]{64}$/)
  })

  it('draws a trend of two years, which changes when something of the past is counted', async () => {
    const points = async () => (await barometer.view(8))!.series[0]!.points
    await until(async () => ((await barometer.view(8))?.series.length ?? 0) > 0, 'the series')
    assert.equal((await points()).length, 24)
    assert.deepEqual((await points()).at(-1)!.day, '2026-10-31')
    assert.equal((await points()).at(-1)!.denominator, 0)
    const past = eventOf({
      kind: 'dossier.filed',
      measure: { organisation: 'ville', service: 'chaussee', channel: 'counter' },
      at: new Date('2026-10-15T15:00:00Z'),
    })
    await happen(past, decided('chaussee', past.at))
    await until(async () => (await points()).at(-1)!.denominator === 1, 'the point')
    assert.equal((await points()).at(-1)!.numerator, 0)
  })

  it('is the same as a recomputation from the first event, after random histories and a rebuild', async () => {
    for (const seed of [5, 6]) {
      await happen(...measuredEvents(diceOf(seed), 300, FROM, now))
      await ledger.caughtUp()
      await barometer.compute()
      assert.deepEqual(await verifyBarometer(db, {}), {
        ok: true,
        value: { events: await counted(), figures: await figures(), trend: true },
      })
    }
    await ledger.rebuild('barometer')
    await barometer.compute()
    assert.ok((await verifyBarometer(db, {})).ok)
  })
  const counted = async () =>
    (await db.query<{ n: number }>(sql`SELECT sum(events)::int AS n FROM measured_event`))[0]!.n
  const figures = async () =>
    (
      await db.query<{ n: number }>(
        sql`SELECT count(*)::int AS n FROM barometer_figure WHERE part = 'figure'`,
      )
    )[0]!.n

  it('tells no more of how many persons there were than is published of them', async () => {
    const { eventsByKind } = (await barometer.figures())!
    const exact = await db.query<{ kind: string; events: number }>(
      sql`SELECT kind, events FROM measured_event`,
    )
    const filed = exact.find(({ kind }) => kind === 'dossier.filed')!.events
    assert.ok(filed % 5 !== 0, 'a history that tells')
    for (const kind of ['dossier.filed', 'dossier.decided', 'evaluation.received', 'deadline.passed'])
      assert.deepEqual([eventsByKind[kind]!.events > 0, eventsByKind[kind]!.events % 5], [true, 0], kind)
  })

  it('names the target, the organisation and the field of whatever is not what the events say', async () => {
    const differences = async () => {
      const verified = await verifyBarometer(db, {})
      assert.ok(!verified.ok)
      return (verified.details['differences'] as Difference[]).map(
        ({ what, target, organisation, field }) => `${what} ${target ?? ''} ${organisation} ${field}`,
      )
    }
    const cell = sql`organisation = 'ville' AND unit = 'chaussee' AND kind = 'dossier-filed'`
    await db.query(sql`UPDATE measure_cell SET count = count + 1 WHERE ${cell}`)
    assert.match((await differences())[0]!, /^cell {2}ville dossier-filed chaussee 20/)
    await db.query(sql`UPDATE measure_cell SET count = count - 1 WHERE ${cell}`)
    await db.query(sql`
      UPDATE barometer_figure SET body = replace(body, '"denominator":', '"denominator":1')
      WHERE target = 8 AND organisation = 'ville' AND part = 'figure'`)
    assert.ok((await differences()).includes('figure 8 ville figure.denominator'))
    await db.query(
      sql`DELETE FROM barometer_figure WHERE target = 4 AND part = 'figure' AND organisation = ''`,
    )
    assert.ok((await differences()).includes('figure 4  figure'))
    await db.query(sql`UPDATE measured_event SET events = events + 1 WHERE kind = 'dossier.filed'`)
    assert.ok((await differences()).includes('events   dossier.filed events'))
    // Counting again mends all of it, figures that somebody wrote over too.
    await rebuild(db)
    await barometer.compute()
    assert.ok((await verifyBarometer(db, {})).ok)
  })

  it('follows a new version of a definition, with both series over the whole history', async () => {
    const second = { ...use, version: 3, from: '2026-06-01', goal: { share: 0.9, rule: 'over' as const } }
    const definitions = [...DEFINITIONS, second]
    const other = openBarometer({ db, clock, log, definitions, lookMs: 1e6 })
    // The one that runs puts its own figures back once it has seen these twice: on a busy machine, before they are whole.
    const isShown = async () => {
      await other.compute()
      return (
        (await other.view(8))!.figure.definition.version === 3 &&
        (await verifyBarometer(db, { definitions })).ok
      )
    }
    await until(isShown, 'the version that was planted')
    const { figure, series } = (await other.view(8))!
    assert.deepEqual(figure.definition, { version: 3, from: '2026-06-01' })
    assert.deepEqual(
      series.map(({ version, from, inForce, points }) => [version, from, inForce, points.length]),
      [
        [1, use.from, false, 24],
        [2, '2026-11-22', false, 24],
        [3, '2026-06-01', true, 24],
      ],
    )
    await other.stop()
    await barometer.compute()
    assert.equal((await barometer.view(8))!.figure.definition.version, 2)
    assert.ok((await verifyBarometer(db, {})).ok)
    const compared = await compareVersions(db, { target: 8, version: 3, day: '2026-11-22', definitions })
    assert.ok(compared.ok && compared.value.days.length === 25)
    const unknown = await compareVersions(db, { target: 8, version: 3, day: '2026-11-22' })
    assert.ok(!unknown.ok && unknown.refusal === 'version-unknown')
  })

  it('is computed anew when a day begins, without any event', async () => {
    now = new Date('2026-11-23T05:00:30Z')
    await until(async () => (await barometer.figures())!.day === '2026-11-23', 'the new day')
  })

  it('publishes the day that ended and the month ends before it, once, each with its proof', async () => {
    const isPublished = async (day: string) =>
      (await barometer.publications()).some((one) => one.day === day && one.proven)
    await until(() => isPublished('2026-11-21'), 'the day before, last of those that were wanting')
    now = new Date('2026-11-23T05:10:00Z')
    await until(() => isPublished('2026-11-22'), 'it')
    await until(async () => (await barometer.publications()).every(({ proven }) => proven), 'the proofs')
    const days = (await barometer.publications()).map(({ name }) => name)
    assert.deepEqual(days.slice(0, 4), ['2026-11-22', '2026-11-21', '2026-10-31', '2026-09-30'])
    const manifest = (await barometer.publicationFile('2026-11-22', 'manifest.json'))!
    assert.equal(manifest.sha256, (await barometer.publication('2026-11-22'))!.digest)
    assert.equal(await barometer.publicationFile('2026-11-22', 'nothing.json'), null)
    assert.equal(await barometer.publicationFile('../..', 'manifest.json'), null)
    await wait(600)
    assert.deepEqual(
      (await barometer.publications()).map(({ name }) => name),
      days,
    )
  })
})
