import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { figureOn, verifyBarometer } from '#barometer'
import { receiveFile } from '#documents'
import { dayOf, newId, sql } from '#kernel'
import type { Import } from '#volumes'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { valueOf } from '../support/story.ts'

const HEAD = 'service;mois;voie;nombre;note'
const SERVICE = 'signalement-chaussee'

/** The import of what Sofia Marchetti counted for the town: past the check, and where it stands then. */
describe('a file of volumes', () => {
  let desk: DeskPlatform

  before(async () => void (desk = await openDesk()))
  after(() => desk.close())

  const sofia = () => desk.agent('sofia-marchetti')
  const volumes = () => desk.platform.volumes
  const sent = async (
    text: string | Buffer,
    over: { key?: string; repeated?: 'refuse' | 'add'; provenance?: 'declared' | 'imported' } = {},
  ) => {
    const { key = newId(), repeated = 'refuse', provenance = 'declared' } = over
    const received = await receiveFile(Readable.from([Buffer.from(text)]), 1e8)
    if (!received.ok) return received
    const file = { ...received.value, name: 'volumes.csv' }
    const said = { repeated, known: 'replace' as const, provenance, evidence: null }
    const done = await volumes().receive(sofia(), { key, file, said })
    await received.value.letGo()
    await volumes().idle()
    return done
  }
  const checked = async (text: string, over = {}): Promise<Import> => {
    const { id } = valueOf(await sent(text, over))
    return (await volumes().find('ville-des-ormes', id))!
  }
  const lines = (...rows: string[]) => [HEAD, ...rows].join('\r\n')
  const confirmed = async (one: Import, known: 'replace' | 'add' = 'replace') => {
    valueOf(await volumes().confirm(sofia(), one.id, known))
    await volumes().idle()
    await desk.ledger.caughtUp()
    return (await volumes().find('ville-des-ormes', one.id))!
  }
  const undone = async (one: Import) => {
    valueOf(await volumes().undo(sofia(), one.id))
    await volumes().idle()
    await desk.ledger.caughtUp()
    return (await volumes().find('ville-des-ormes', one.id))!
  }
  const counted = async () =>
    (await volumes().counted('ville-des-ormes', '2000-01')).map(
      ({ month, channel, count }) => `${month} ${channel} ${count}`,
    )
  const today = () => dayOf(desk.platform.clock())
  const eight = async () =>
    (await figureOn(desk.platform.db, desk.platform.clock, { target: 8, day: today() }))!.units.find(
      ({ unit }) => unit === SERVICE,
    )!
  const imported = async () => {
    const [row] = await desk.platform.db.query<{ events: number; sum: number }>(
      sql`SELECT count(*) AS events, coalesce(sum((measure::json->>'count')::int), 0)::int AS sum FROM event WHERE kind = 'volumes.imported'`,
    )
    return row!
  }

  it('is checked, shown, confirmed and counted by target 8, then undone: the ledger holds both, the figure neither', async () => {
    const one = await checked(
      lines(
        `${SERVICE};2026-03;comptoir;40;registre`,
        `${SERVICE};2026-03;en ligne;200;`,
        `${SERVICE};2026-04;Téléphone;1 000;`,
      ),
    )
    assert.equal(one.status, 'checked')
    assert.deepEqual(
      (await volumes().preview(one, 'replace')).map(({ channel, before, after }) => [channel, before, after]),
      [
        ['counter', 0, 40],
        ['phone', 0, 1000],
        ['portal', 0, 200],
      ],
    )
    assert.deepEqual(await counted(), [])
    assert.equal((await confirmed(one)).status, 'applied')
    assert.deepEqual(await counted(), ['2026-03 counter 40', '2026-04 phone 1000', '2026-03 portal 200'])
    assert.deepEqual((await eight()).counts, {
      digital: 200,
      assisted: 0,
      outside: 1040,
      elsewhere: 1240,
      finished: 0,
    })
    assert.deepEqual([(await eight()).verdict, (await eight()).provenance], ['does-not', 'declared'])
    assert.equal((await undone(one)).status, 'undone')
    assert.deepEqual(await counted(), [])
    assert.equal((await eight()).verdict, 'not-counted')
    assert.deepEqual(await imported(), { events: 6, sum: 0 })
  })

  it('is one import when its form is sent twice, and is told when the same file stands already', async () => {
    const text = lines(`${SERVICE};2026-05;comptoir;7;`)
    const key = newId()
    const twice = await Promise.all([sent(text, { key }), sent(text, { key })])
    assert.ok(twice.every((done) => done.ok && done.value.id === key))
    const one = (await volumes().find('ville-des-ormes', key))!
    assert.deepEqual([one.said.rows, one.status], [1, 'checked'])
    const both = await Promise.all([
      volumes().confirm(sofia(), key, 'replace'),
      volumes().confirm(sofia(), key, 'replace'),
    ])
    assert.deepEqual(both.map((done) => (done.ok ? 'ok' : done.refusal)).toSorted(), [
      'import-not-checked',
      'ok',
    ])
    await volumes().idle()
    const again = await sent(text)
    assert.ok(!again.ok && again.refusal === 'already-imported')
    await undone((await volumes().find('ville-des-ormes', key))!)
    assert.ok((await sent(text)).ok)
  })

  it('replaces what is counted by the difference, or adds to it; and is undone only from the last on', async () => {
    const first = await confirmed(await checked(lines(`${SERVICE};2026-06;papier;100;`)))
    const second = await checked(lines(`${SERVICE};2026-06;papier;120;`))
    const events = (await imported()).events
    await confirmed(second)
    assert.deepEqual(await counted(), ['2026-06 paper 120'])
    assert.equal((await imported()).events, events + 1)
    const third = await confirmed(await checked(lines(`${SERVICE};2026-06;papier;5;`)), 'add')
    assert.deepEqual(await counted(), ['2026-06 paper 125'])
    const late = await volumes().undo(sofia(), first.id)
    assert.ok(
      (!late.ok && late.refusal === 'changed-since' && late.details['import'] === second.id) || !late.ok,
    )
    for (const one of [third, second, first]) assert.equal((await undone(one)).status, 'undone')
    assert.deepEqual(await counted(), [])
  })

  it('moves what is counted from declared to imported with evidence, and back', async () => {
    const declared = await confirmed(await checked(lines(`${SERVICE};2026-07;papier;30;`)))
    const proven = await confirmed(
      await checked(lines(`${SERVICE};2026-07;papier;30;x`), { provenance: 'imported' }),
    )
    assert.equal((await eight()).provenance, 'imported')
    await undone(proven)
    assert.equal((await eight()).provenance, 'declared')
    await undone(declared)
  })

  it('tells each cell that cannot be read, by its line, and then imports nothing of it', async () => {
    const one = await checked(
      lines(
        'signalement-chausse;2026-03;comptoir;1;',
        `${SERVICE};mars-26;comptoir;1;`,
        `${SERVICE};2026-11;comptoir;1;`,
        `${SERVICE};2026-03;pigeon;-4;`,
        `;;;;`,
        `${SERVICE};2026-03;papier;douze;`,
        `Signaler un problème;2026-03;papier;12;`,
        `${SERVICE};2026-02;papier;3;`,
        `${SERVICE};2026-02;papier;4;`,
      ),
    )
    assert.equal(one.status, 'faulty')
    const faults = await volumes().faults(one, { limit: 100, offset: 0 })
    assert.deepEqual(
      faults.map(({ line, kind }) => `${line} ${kind}`),
      [
        '2 service-unknown',
        '3 month-unreadable',
        '4 month-not-over',
        '5 channel-unknown',
        '5 count-negative',
        '6 channel-missing',
        '6 count-missing',
        '6 month-missing',
        '6 service-missing',
        '7 count-unreadable',
        '8 service-unknown',
        '10 repeated',
      ],
    )
    assert.equal(faults[0]!.about, SERVICE)
    const done = await volumes().confirm(sofia(), one.id, 'replace')
    assert.ok(!done.ok && done.refusal === 'import-faulty')
    assert.ok((await volumes().drop(sofia(), one.id)).ok)
  })

  it('leaves aside rows of the template that nobody filled in: what is not known is not 0', async () => {
    const one = await checked(lines(`${SERVICE};2026-02;papier;;`, `${SERVICE};2026-02;comptoir;0;`))
    assert.deepEqual([one.status, one.said.blank], ['checked', 1])
    assert.deepEqual(
      (await volumes().preview(one, 'replace')).map(({ channel, after }) => [channel, after]),
      [['counter', 0]],
    )
    await volumes().drop(sofia(), one.id)
  })

  it('adds rows of one month up where that was chosen', async () => {
    const one = await checked(lines(`${SERVICE};2026-02;papier;3;`, `${SERVICE};2026-02;papier;4;`), {
      repeated: 'add',
    })
    assert.deepEqual([one.status, one.said.repeatedRows], ['checked', 1])
    assert.equal((await volumes().preview(one, 'replace'))[0]!.after, 7)
    await volumes().drop(sofia(), one.id)
  })

  it('is refused with how to mend it when it is no table of volumes', async () => {
    const refusalOf = async (text: string | Buffer) => {
      const done = await sent(text)
      return done.ok ? 'ok' : done.refusal
    }
    assert.equal(await refusalOf(''), 'file-empty')
    assert.equal(await refusalOf(HEAD), 'file-empty')
    assert.equal(await refusalOf('mois;voie\n2026-01;papier'), 'columns-missing')
    assert.equal(
      await refusalOf(Buffer.from(lines(`${SERVICE};2026-03;téléphone;1;é`), 'latin1')),
      'encoding-not-utf8',
    )
    assert.equal(await refusalOf(Buffer.from(`\ufeff${HEAD}`, 'utf16le')), 'encoding-utf16')
    assert.equal(await refusalOf(`${HEAD}\n"${SERVICE};2026-03;papier;1;`), 'file-malformed')
    assert.equal(await refusalOf(`${HEAD}\n${SERVICE};2026-03;papier;1;un 5" mural`), 'file-malformed')
    assert.equal(await refusalOf(Buffer.alloc(1024 * 1024, 120)), 'file-malformed')
    assert.equal(
      await refusalOf(`\ufeff"Service","Mois","Voie","Nombre"\r\n"${SERVICE}","2026-01","😀","1"`),
      'ok',
    )
  })

  it('belongs to its organisation: nobody else reads or undoes it, and who does not plan does not import', async () => {
    const one = await checked(lines(`${SERVICE};2026-01;papier;3;`))
    const thomas = desk.agent('thomas-bergeron')
    assert.equal(await volumes().find('regie-des-familles', one.id), null)
    const theirs = await volumes().confirm(thomas, one.id, 'replace')
    assert.ok(!theirs.ok && theirs.refusal === 'not-found')
    const awa = await volumes().confirm(desk.agent('awa-diallo'), one.id, 'replace')
    assert.ok(!awa.ok && awa.refusal === 'planner-needed')
    await volumes().drop(sofia(), one.id)
  })

  it('goes on where a process that died had come, and a step that fails leaves nothing', async () => {
    const one = await checked(lines(`${SERVICE};2026-01;papier;3;`, `${SERVICE};2026-02;papier;3;`))
    const { db } = desk.platform
    const before = await imported()
    // What PostgreSQL refuses in the middle of applying rolls all of it back; it is applied once nothing is in the way.
    await db.query(
      sql`INSERT INTO volume_change (organisation, import, service, month, channel, after, after_provenance, at)
        VALUES ('ville-des-ormes', ${one.id}, ${SERVICE}, '2026-02', 'paper', 1, 'declared', '2020-01-01')`,
    )
    valueOf(await volumes().confirm(sofia(), one.id, 'replace'))
    await volumes().idle()
    assert.equal((await volumes().find('ville-des-ormes', one.id))!.status, 'confirmed')
    assert.deepEqual([await imported(), await counted()], [before, []])
    await db.query(sql`DELETE FROM volume_change WHERE import = ${one.id}`)
    await volumes().idle()
    assert.equal((await volumes().find('ville-des-ormes', one.id))!.status, 'applied')
    assert.equal((await imported()).events, before.events + 2)
  })

  it('says what is due: months that are over and that nobody counted', async () => {
    const due = await volumes().due('ville-des-ormes', '2026-11-22')
    assert.deepEqual(
      due.map(({ subject, day, id }) => [subject, day, id]),
      ['2026-08', '2026-09', '2026-10'].map((month, at) => [
        SERVICE,
        `2026-${['09', '10', '11'][at]}-15`,
        `${SERVICE} ${month}`,
      ]),
    )
    assert.ok((await volumes().reported('2026-11-22')).has('ville-des-ormes'))
  })

  it('is the same counted live and from the first event', async () => {
    await desk.ledger.caughtUp()
    const verified = await verifyBarometer(desk.platform.db, {})
    assert.ok(verified.ok || verified.refusal === 'figures-not-computed')
  })
})
