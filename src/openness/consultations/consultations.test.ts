import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { refused, sql } from '#kernel'
import {
  aboutThePark,
  AWA,
  type Consulting,
  openConsulting,
  openPark,
  SOFIA,
  THOMAS,
  valueOf,
} from '../../../tests/support/consulting.ts'
import { type Consultation, inLanguage, standingOn } from './consultation.ts'
import { streamOf } from './consultations.ts'
import { lacksOf, slugOf } from './reading.ts'

/** The life of a consultation, from its first draft to its last reply: long, because it is one story. */

let its: Consulting
before(async () => void (its = await openConsulting()))
after(() => its.close())

const eventsOf = (id: string) =>
  its.fresh.db.query<{ kind: string; measure: string | null; actor: string }>(sql`
    SELECT kind, measure, actor FROM event WHERE stream = ${streamOf(id)} ORDER BY seq`)

const measuresOf = async (id: string) =>
  (await eventsOf(id)).flatMap(({ measure }) =>
    measure ? [JSON.parse(measure) as Record<string, unknown>] : [],
  )

const reason = { fr: 'Des résidents l’ont demandé.', en: '' }
const part = { fr: 'Texte', en: 'Text' }

describe('a consultation', () => {
  it('is a draft that its organisation alone knows, then stands in the register and opens', async () => {
    const said = aboutThePark('2026-11-23', '2026-12-23')
    const draft = valueOf(await its.consultations.register(SOFIA, said))
    assert.deepEqual([draft.id, draft.state, await eventsOf(draft.id)], ['le-parc-des-erables', 'draft', []])
    assert.equal(await its.consultations.find(draft.id), null)
    assert.equal(await its.consultations.findOwn(THOMAS, draft.id), null)
    const opened = valueOf(await its.consultations.open(SOFIA, draft.id))
    assert.deepEqual([opened.state, opened.online, opened.openedOn], ['open', 'whole', '2026-11-23'])
    assert.deepEqual(
      (await eventsOf(draft.id)).map(({ kind, actor }) => [kind, actor]),
      [
        ['consultation.registered', 'agent:sofia-marchetti'],
        ['consultation.opened', 'agent:sofia-marchetti'],
      ],
    )
    assert.deepEqual(await measuresOf(draft.id), [
      { consultation: draft.id, online: 'whole', organisation: 'ville-des-ormes', revision: 1 },
    ])
  })

  it('is edited by nobody but those in charge in its organisation, and by nobody once it has opened', async () => {
    const { id } = await openPark(its)
    const edit = (agent: typeof SOFIA) => its.consultations.edit(agent, id, { purpose: part })
    assert.deepEqual(await edit(AWA), refused('consulter-needed'))
    assert.deepEqual(await edit(THOMAS), refused('not-found'))
    assert.deepEqual(await edit(SOFIA), refused('consultation-opened'))
    assert.deepEqual(
      await its.consultations.register(AWA, aboutThePark('2026-11-23', '2026-12-01')),
      refused('consulter-needed'),
    )
  })

  it('gets an address of its own when its title is taken', async () => {
    const one = valueOf(await its.consultations.register(SOFIA, aboutThePark('2027-01-10', '2027-02-10')))
    const other = valueOf(await its.consultations.register(SOFIA, aboutThePark('2027-01-10', '2027-02-10')))
    assert.notEqual(one.id, other.id)
    assert.deepEqual(await its.consultations.dropDraftOf(THOMAS, one.id), refused('not-found'))
    valueOf(await its.consultations.dropDraftOf(SOFIA, one.id))
    assert.equal(await its.consultations.findOwn(SOFIA, one.id), null)
    assert.equal(slugOf('  L’Œuvre — à Noël !  '), 'l-oeuvre-a-noel')
    assert.equal(slugOf('你好'), '')
  })

  it('says what is missing before it is announced, and what is wrong field by field', async () => {
    const draft = valueOf(
      await its.consultations.register(SOFIA, {
        title: { fr: 'Nos rues', en: '' },
        opensOn: '2026-12-01',
        closesOn: '2026-12-31',
      }),
    )
    assert.deepEqual(
      await its.consultations.open(SOFIA, draft.id),
      refused('not-ready', { lacks: ['purpose', 'means'] }),
    )
    assert.deepEqual(lacksOf({ ...draft, languages: ['fr', 'en'] }), ['purpose', 'means', 'english'])
    const wrong = await its.consultations.edit(SOFIA, draft.id, {
      opensOn: '2026-12-01',
      closesOn: '2026-11-30',
      topic: 'sports' as 'other',
      regions: ['99'],
      title: { fr: ' \u0000 ', en: '' },
    })
    assert.equal(wrong.ok, false)
    assert.deepEqual(!wrong.ok && wrong.details['faults'], {
      title: 'missing',
      topic: 'unknown',
      regions: 'unknown',
      closesOn: 'out-of-order',
    })
  })

  it('takes an address elsewhere that a browser opens safely, and no other', async () => {
    const said = aboutThePark('2027-03-01', '2027-03-31')
    const at = (address: string) =>
      its.consultations.register(SOFIA, { ...said, means: [{ ...said.means![0]!, address }] })
    for (const address of ['javascript:alert(1)', 'http://exemple.ca', 'https://', 'data:text/html,x'])
      assert.equal((await at(address)).ok, false, address)
    assert.equal((await at('https://consultations.exemple.ca/parc')).ok, true)
  })

  it('opens on its first day and is over after its last by itself, in whichever process comes first', async () => {
    const { id } = await openPark(its, '2026-11-25', '2026-11-30')
    const state = async () => (await its.consultations.find(id))!.state
    assert.equal(await state(), 'announced')
    await its.consultations.turn()
    assert.equal(await state(), 'announced')
    its.setDay('2026-11-25')
    await Promise.all([its.consultations.turn(), its.consultations.turn()])
    assert.equal(await state(), 'open')
    its.setDay('2026-11-30')
    await its.consultations.turn()
    assert.equal(await state(), 'open')
    its.setDay('2026-12-01')
    await Promise.all([its.consultations.turn(), its.consultations.turn()])
    assert.equal(await state(), 'closed')
    assert.deepEqual(
      (await eventsOf(id)).map(({ kind }) => kind),
      ['consultation.registered', 'consultation.opened', 'consultation.closed'],
    )
    assert.deepEqual(
      (await measuresOf(id)).map(({ online, revision }) => [online, revision]),
      [['whole', 1]],
    )
    its.setDay('2026-11-23')
  })

  it('is not online during its whole window when it opened late, nor once it is made longer without being online', async () => {
    const late = await openPark(its, '2026-11-20', '2026-12-20')
    assert.equal(late.online, 'part')
    const said = aboutThePark('2026-11-23', '2026-12-10')
    const means = said.means!.map((one) =>
      one.kind === 'online-questionnaire' ? one : { ...one, to: '2026-12-01' },
    )
    const questionnaireOnly = await openPark(its, '2026-11-23', '2026-12-10', { means })
    assert.equal(questionnaireOnly.online, 'whole')
    const short = await openPark(its, '2026-11-23', '2026-12-10', {
      means: means.map((one) => ({ ...one, to: '2026-12-09' })),
    })
    assert.equal(short.online, 'part')
    const longer = valueOf(
      await its.consultations.extend(SOFIA, questionnaireOnly.id, { closesOn: '2026-12-20', reason }),
    )
    assert.deepEqual(
      [longer.online, longer.closesOn, longer.replyDueOn],
      ['whole', '2026-12-20', '2027-02-18'],
    )
    assert.deepEqual(
      (await measuresOf(longer.id)).map(({ online, revision }) => [online, revision]),
      [
        ['whole', 1],
        ['whole', 2],
      ],
    )
    // Ended early, before the day on which it stopped being online: it was online for as long as it lasted.
    its.setDay('2026-12-05')
    const ended = valueOf(await its.consultations.close(SOFIA, short.id, { reason }))
    assert.deepEqual([ended.state, ended.online, ended.closedOn], ['closed', 'whole', '2026-12-05'])
    its.setDay('2026-11-23')
  })

  it('that was held offline is registered all the same, within a year of its end, and never with a page of ours', async () => {
    const said = aboutThePark('2026-03-01', '2026-03-31')
    const offline = { ...said, means: [said.means![2]!], questionnaire: [], contributions: undefined! }
    const { contributions: _none, ...held } = offline
    const register = async (over: Partial<Consultation>) =>
      valueOf(await its.consultations.register(SOFIA, { ...held, ...over })).id
    const done = valueOf(await its.consultations.open(SOFIA, await register({})))
    assert.deepEqual([done.state, done.online, done.closedOn], ['closed', 'none', '2026-03-31'])
    assert.deepEqual(
      (await eventsOf(done.id)).map(({ kind }) => kind),
      ['consultation.registered', 'consultation.opened', 'consultation.closed'],
    )
    const online = await register({ means: said.means!, questionnaire: said.questionnaire! })
    assert.deepEqual(
      await its.consultations.open(SOFIA, online),
      refused('not-ready', { lacks: ['contributions'] }),
    )
    const questionnaire = await register({ means: [said.means![0]!], questionnaire: said.questionnaire! })
    assert.deepEqual(await its.consultations.open(SOFIA, questionnaire), refused('window-over'))
    const old = await register({
      opensOn: '2025-10-01',
      closesOn: '2025-11-22',
      means: [{ ...said.means![2]!, from: '2025-10-01', to: '2025-10-02' }],
      replyDueOn: '2026-01-01',
    })
    assert.deepEqual(await its.consultations.open(SOFIA, old), refused('too-long-ago'))
  })

  it('is made longer only to a later day, ended or cancelled only with a reason', async () => {
    const { id } = await openPark(its)
    const extend = (closesOn: string, why = reason) =>
      its.consultations.extend(SOFIA, id, { closesOn, reason: why })
    for (const day of ['2026-12-23', '2026-12-01', 'demain', '2028-01-01', ''])
      assert.deepEqual(await extend(day), refused('not-later'))
    const none = { fr: ' ', en: '' }
    assert.deepEqual(await extend('2027-01-10', none), refused('reason-missing', { most: 2_000 }))
    assert.deepEqual(
      await its.consultations.close(SOFIA, id, { reason: none }),
      refused('reason-missing', { most: 2_000 }),
    )
    const cancelled = valueOf(await its.consultations.cancel(SOFIA, id, { reason }))
    assert.equal(standingOn(cancelled, '2026-11-23'), 'cancelled')
    assert.deepEqual(await extend('2027-01-10'), refused('consultation-cancelled'))
    assert.deepEqual(await its.consultations.cancel(SOFIA, id, { reason }), refused('consultation-cancelled'))
  })
})

describe('the reply to a consultation', () => {
  const reply = (theme: string) => ({ theme, heard: part, kept: part, notKept: part, next: part })

  it('is owed to each theme by a day, and its absence shows from the day after', async () => {
    const { id } = await openPark(its, '2026-11-23', '2026-11-30')
    assert.deepEqual(
      await its.consultations.reply(SOFIA, id, reply('parc')),
      refused('consultation-not-over'),
    )
    its.setDay('2026-12-01')
    await its.consultations.turn()
    const standing = async (day: string) => standingOn((await its.consultations.find(id))!, day)
    assert.equal(await standing('2027-01-29'), 'closed')
    assert.equal(await standing('2027-01-30'), 'reply-late')
    assert.deepEqual(await its.consultations.reply(SOFIA, id, reply('ciel')), refused('theme-unknown'))
    const incomplete = await its.consultations.reply(SOFIA, id, {
      ...reply('parc'),
      notKept: { fr: ' ', en: 'x' },
    })
    assert.deepEqual(incomplete, refused('reply-incomplete', { faults: { 'notKept.fr': 'missing' } }))
    const one = valueOf(await its.consultations.reply(SOFIA, id, reply('parc')))
    assert.equal(one.answeredOn, null)
    its.setDay('2027-02-01')
    const both = valueOf(await its.consultations.reply(SOFIA, id, reply('rue')))
    assert.deepEqual([both.answeredOn, standingOn(both, '2027-02-01')], ['2027-02-01', 'answered'])
    // Said better later: the day of the answer stays.
    its.setDay('2027-03-01')
    assert.equal(valueOf(await its.consultations.reply(SOFIA, id, reply('rue'))).answeredOn, '2027-02-01')
    // A theme that comes out of what was said is owed one too.
    const more = valueOf(
      await its.consultations.addTheme(SOFIA, id, { id: 'eau', title: { fr: 'L’eau', en: 'Water' } }),
    )
    assert.equal(more.answeredOn, null)
    its.setDay('2026-11-23')
  })

  it('stands in what the organisation owes, with what opens and closes', async () => {
    const { consultations } = its
    const due = await consultations.due('ville-des-ormes', '2026-12-20')
    assert.ok(due.every(({ is }) => ['reply', 'opening', 'closing'].includes(is)))
    assert.deepEqual(
      [...due].toSorted((a, b) => a.day.localeCompare(b.day)),
      due,
    )
    const reported = await consultations.reported('2026-12-20')
    assert.equal(reported.get('ville-des-ormes'), '2027-03-01')
    assert.deepEqual(await consultations.due('agence-du-revenu', '2026-12-20'), [])
  })
})

describe('the public register', () => {
  it('is found by organisation, region, topic, standing and words without accents', async () => {
    const { id } = await openPark(its, '2026-11-23', '2026-12-23', {
      title: { fr: 'Une piste cyclable à l’école', en: 'A bicycle path' },
      regions: ['04'],
      topic: 'transport',
    })
    const any = { organisation: '', region: '', topic: '', standing: '', search: '' } as const
    const found = async (wanted: object) => {
      const { consultations } = await its.consultations.list({ ...any, ...wanted }, { limit: 50, offset: 0 })
      return consultations.map((one) => one.id)
    }
    for (const wanted of [
      { search: 'ECOLE cyclable' },
      { search: 'bicycle' },
      { topic: 'transport' },
      { region: '04' },
      { organisation: 'ville-des-ormes', standing: 'open' },
    ])
      assert.ok((await found(wanted)).includes(id), JSON.stringify(wanted))
    for (const wanted of [
      { search: '100%_\\' },
      { region: '17', topic: 'transport' },
      { standing: 'upcoming', topic: 'transport' },
      { organisation: 'regie-des-familles' },
    ])
      assert.ok(!(await found(wanted)).includes(id), JSON.stringify(wanted))
    const all = await its.consultations.list(any, { limit: 2, offset: 0 })
    assert.ok(all.count > 2 && all.consultations.length === 2)
    assert.equal((await its.consultations.list(any, { limit: 2, offset: 500 })).count, all.count)
    assert.equal(inLanguage({ fr: 'Oui', en: '' }, 'en'), 'Oui')
  })
})
