import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { DEFINITIONS, publishMeasures, type RunningBarometer } from '#barometer'
import { newId, refused, sha256, sql } from '#kernel'
import { mailToOrganisations, recordBounce } from '#notices'
import type { Agent } from '#parties'
import { figuresOf } from '../../../tests/barometer/figures-of.ts'
import { writeHistory } from '../../../tests/barometer/written-history.ts'
import { type DeskPlatform, openDesk } from '../../../tests/desk/platform.ts'
import { valueOf } from '../../../tests/support/story.ts'
import type { YearlyReport } from './index.ts'

let desk: DeskPlatform
let solange: Agent
let thomas: Agent

before(async () => {
  desk = await openDesk()
  // What is published is published here: by itself it would be, of every month, a minute after the history was written.
  await (desk.platform.barometer as RunningBarometer).stop()
  solange = desk.agent('solange-picard')
  thomas = desk.agent('thomas-bergeron')
})
after(() => desk.close())

const told = (kind: string) =>
  desk.platform.db.query<{ stream: string; body: Record<string, unknown>; actor: string }>(
    sql`SELECT stream, body, actor FROM event WHERE kind = ${kind} ORDER BY at, id`,
  )

const plan = (over: object = {}) => ({
  key: newId(),
  subject: 'plan',
  organisations: ['regie-des-familles', 'ville-des-ormes'],
  text: 'Votre plan a pris fin.\n\nMerci de le renouveler.',
  ...over,
})

describe('reminding organisations', () => {
  it('tells each of them once, by a message and an event, however often the form is sent', async () => {
    const { reporting } = desk.platform
    const form = plan()
    const both = await Promise.all([reporting.remind(solange, form), reporting.remind(solange, form)])
    const reminded = both.flatMap((one) => valueOf(one).reminded)
    assert.deepEqual(reminded.toSorted(), ['regie-des-familles', 'ville-des-ormes'])
    assert.deepEqual(valueOf(await reporting.remind(solange, form)).reminded, [])
    const events = await told('organisation.reminded')
    assert.equal(events.length, 2)
    assert.deepEqual(events.map(({ body }) => body['organisation']).toSorted(), [
      'regie-des-familles',
      'ville-des-ormes',
    ])
    for (const { body, actor } of events) {
      assert.equal(body['subject'], 'plan')
      assert.equal(body['mailed'], true)
      assert.equal(actor, 'agent:solange-picard')
    }
    const [mine] = await reporting.remindersOf('regie-des-familles', new Date(0))
    assert.equal(mine?.text, form.text)
    assert.equal((await reporting.remindersOf('agence-du-revenu', new Date(0))).length, 0)
  })

  it('reaches the organisation’s own address through the post office, from the secretariat', async () => {
    const { reporting, received } = desk.platform
    valueOf(
      await reporting.remind(solange, plan({ subject: 'volumes', organisations: ['agence-du-revenu'] })),
    )
    const arrived = async () => {
      const { mails } = await received!.list({ limit: 20, offset: 0 })
      return mails.find(({ recipient }) => recipient === 'info@agence-du-revenu.example')
    }
    let mail
    while (!(mail = await arrived())) await wait(50)
    assert.match(mail.subject, /volumes/)
    assert.match(mail.text, /Merci de le renouveler/)
    assert.match(mail.text, /Secrétariat au numérique/)
    assert.match(mail.text, /\/organisation/)
    const stateOf = async () => (await reporting.remindersOf('agence-du-revenu', new Date(0)))[0]?.mail?.state
    while ((await stateOf()) === 'queued') await wait(50)
    assert.equal(await stateOf(), 'accepted')
  })

  it('shows a message that came back', async () => {
    const { reporting, db, received } = desk.platform
    const [reminder] = await reporting.remindersOf('agence-du-revenu', new Date(0))
    const { mails } = await received!.list({ limit: 20, offset: 0 })
    const found = await received!.find(mails.find(({ recipient }) => recipient.startsWith('info@'))!.id)
    const messageId = found!.headers.find(([name]) => name.toLowerCase() === 'message-id')![1]
    valueOf(await recordBounce(db, bounceOf(messageId), new Date('2026-11-24T15:00:00Z')))
    const state = (await mailToOrganisations(db, [reminder!])).get(reminder!.id)
    assert.equal(state?.state, 'bounced')
    assert.equal((await reporting.remindersOf('agence-du-revenu', new Date(0)))[0]?.mail?.state, 'bounced')
  })

  it('is the secretariat’s alone, and says what is wrong of a form', async () => {
    const { reporting } = desk.platform
    const before = (await told('organisation.reminded')).length
    const answers = async (over: object, agent = solange) => reporting.remind(agent, plan(over))
    assert.deepEqual(await answers({}, thomas), refused('reminding-reserved'))
    assert.deepEqual(await answers({ key: 'x' }), refused('reminder-form-incomplete'))
    assert.deepEqual(await answers({ subject: 'cafeteria' }), refused('reminder-about-nothing'))
    assert.deepEqual(await answers({ organisations: ['nobody'] }), refused('reminder-unaddressed'))
    assert.deepEqual(await answers({ text: ' \u0000\n ' }), refused('reminder-empty'))
    assert.deepEqual(
      await answers({ text: 'a'.repeat(2_001) }),
      refused('reminder-too-long', { most: 2_000 }),
    )
    assert.equal((await told('organisation.reminded')).length, before)
  })
})

describe('the report of a year', () => {
  it('waits until the year is over, and until its last day is published', async () => {
    const { reporting } = desk.platform
    assert.deepEqual(await reporting.publish(thomas, 2025), refused('reminding-reserved'))
    assert.deepEqual(await reporting.publish(solange, 2026), refused('year-not-over', { year: 2026 }))
    assert.deepEqual(await reporting.publish(solange, 2025), refused('year-unknown', { year: 2025 }))
    assert.deepEqual(await reporting.reports(), [])
  })

  it('holds the very figures that were published of its last day, and its event the digests of its files', async () => {
    const { reporting, db, clock, barometer } = desk.platform
    await writeHistory(db, { until: new Date('2026-11-22T18:00:00.000Z') })
    await figuresOf({ ...desk, db })
    for await (const { published } of publishMeasures({ db, clock, definitions: DEFINITIONS }, [
      '2025-10-31',
      '2025-12-31',
    ]))
      assert.ok(published.ok)
    valueOf(await reporting.publish(solange, 2025))
    const [report] = await reporting.reports()
    assert.equal(report?.publication, '2025-12-31')
    assert.deepEqual(
      report?.files.map(({ name }) => name),
      ['rapport-2025.csv', 'rapport-2025.json', 'rapport-2025.pdf', 'report-2025.pdf'],
    )
    const json = await reporting.file(2025, 'rapport-2025.json')
    const said = JSON.parse(json!.body.toString()) as YearlyReport
    const file = await barometer.publicationFile('2025-12-31', 'figures.json')
    const figures = JSON.parse(file!.body.toString()) as YearlyReport['targets'][number]['organisations']
    assert.equal(said.draft, false)
    assert.equal(said.day, '2025-12-31')
    assert.equal(said.targets.length, 10)
    assert.deepEqual(
      said.targets.flatMap(({ figure, organisations }) => [figure, ...organisations]).toSorted(byKey),
      figures.toSorted(byKey),
    )
    assert.ok(said.targets.some(({ figure }) => figure?.state === 'value'))
    const trend = said.targets.find(({ target }) => target === 8)!.trend
    assert.deepEqual(
      trend.map(({ day }) => day),
      ['2025-10-31', '2025-12-31'],
    )
    const [event] = await told('report.published')
    const digests = event!.body['files'] as Record<string, string>
    for (const { name } of report!.files) {
      const kept = await reporting.file(2025, name)
      assert.equal(sha256(kept!.body).toString('hex'), digests[name])
    }
    assert.equal(event!.body['measures'], said.publication!.digest)
  })

  for (const { name, lang, title } of [
    {
      name: 'rapport-2025.pdf',
      lang: 'fr-CA',
      title: 'Rapport annuel 2025\u00a0: la transformation numérique',
    },
    { name: 'report-2025.pdf', lang: 'en-CA', title: 'Yearly report 2025: the digital transformation' },
  ])
    it(`is a tagged document with its title, tables that have heads and drawings that have words (${name})`, async () => {
      const { body } = (await desk.platform.reporting.file(2025, name))!
      const pdf = body.toString('latin1')
      assert.ok(pdf.startsWith('%PDF-1.7'))
      for (const part of ['/StructTreeRoot', `/Lang (${lang})`, '/DisplayDocTitle true', 'pdfuaid', '/Alt '])
        assert.ok(pdf.includes(part), part)
      assert.ok(body.toString().includes(`<rdf:li xml:lang="x-default">${title}</rdf:li>`))
      for (const tag of ['/H1', '/H2', '/H3', '/Table', '/TR', '/TH', '/TD', '/Figure'])
        assert.ok(pdf.includes(`/S ${tag}`), tag)
      assert.match(pdf, /\/Scope \/Column/)
    })

  it('says in English what is in French in it: the official wording of each target, and what was typed', async () => {
    const [french, english] = await Promise.all(
      ['rapport-2025.pdf', 'report-2025.pdf'].map(async (name) =>
        (await desk.platform.reporting.file(2025, name))!.body.toString('latin1'),
      ),
    )
    assert.equal(langs(french!, 'fr-CA'), 1)
    assert.equal(langs(english!, 'fr-CA'), 10)
    assert.equal(langs(english!, 'en-CA'), 1)
  })

  it('names targets and organisations in both languages in its table, which is one', async () => {
    const { body } = (await desk.platform.reporting.file(2025, 'rapport-2025.csv'))!
    const [head, ...rows] = body.toString().trim().split('\r\n')
    assert.match(head!, /,nom_cible_en,nom_organisme_en$/)
    assert.ok(rows.some((row) => row.includes('Ville des Ormes') && row.endsWith('Town of Les Ormes')))
  })

  it('never changes once it is published, whoever asks and however often', async () => {
    const { reporting } = desk.platform
    const before = await reporting.file(2025, 'rapport-2025.pdf')
    const again = await Promise.all([reporting.publish(solange, 2025), reporting.publish(solange, 2025)])
    for (const one of again) assert.deepEqual(one, refused('report-already-published', { year: 2025 }))
    assert.deepEqual(await reporting.file(2025, 'rapport-2025.pdf'), before)
    assert.equal((await told('report.published')).length, 1)
  })

  it('is a draft while the year goes on: the figures of now, said to be provisional', async () => {
    const { reporting, barometer, db } = desk.platform
    // Nothing is left to be counted between the report and what it is compared with.
    await figuresOf({ ...desk, db })
    const file = valueOf(await reporting.draft('secretariat-numerique', 2026, 'json'))
    const said = JSON.parse(file.body.toString()) as YearlyReport
    const now = await barometer.figures()
    assert.equal(file.name, 'rapport-2026-provisoire.json')
    assert.equal(said.draft, true)
    assert.deepEqual(
      said.targets.map(({ figure }) => figure),
      now!.figures,
    )
    const csv = valueOf(await reporting.draft('secretariat-numerique', 2026, 'csv')).body.toString()
    const organisations = await barometer.organisations()
    assert.equal(csv.trim().split('\r\n').length, 1 + 10 * (1 + organisations.length))
    assert.deepEqual(
      await reporting.draft('secretariat-numerique', 2027, 'pdf'),
      refused('year-not-over', { year: 2027 }),
    )
  })
})

const langs = (pdf: string, lang: string): number => pdf.split(`/Lang (${lang})`).length - 1

type Keyed = { target: number; organisation: string | null } | null
const byKey = (a: Keyed, b: Keyed): number => (keyOf(a) < keyOf(b) ? -1 : 1)
const keyOf = (one: Keyed): string => `${String(one?.target).padStart(2, '0')} ${one?.organisation ?? ''}`

const bounceOf = (messageId: string): string =>
  [
    'From: MAILER-DAEMON@exemple.example',
    'To: ne-pas-repondre@parvis.example',
    'Subject: Undelivered',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; exemple.example',
    '',
    'Final-Recipient: rfc822; info@agence-du-revenu.example',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${messageId}`,
    'Subject: Rappel',
    '',
    'x',
    '--b--',
    '',
  ].join('\r\n')
