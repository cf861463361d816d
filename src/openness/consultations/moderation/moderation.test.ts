import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, refused, sql } from '#kernel'
import { inbox } from '#notices'
import {
  AMELIE,
  AWA,
  type Consulting,
  idea,
  KARIM,
  KEVIN,
  MEI_LIN,
  openConsulting,
  openPark,
  SOFIA,
  THOMAS,
  valueOf,
} from '../../../../tests/support/consulting.ts'

/** What moderators, authors and judges do to one another’s texts: long, because each act answers another. */

let its: Consulting
before(async () => void (its = await openConsulting()))
after(() => its.close())

const all = { show: 'all', theme: '', region: '', channel: '', search: '' } as const
const page = { limit: 50, offset: 0 }

/** A consultation in which Amélie wrote something. */
const written = async (title = 'Un banc') => {
  const { id } = await openPark(its)
  const { id: contribution } = valueOf(await its.consultations.participate(AMELIE, id, idea(title)))
  return { id, contribution }
}

const hide = (id: string, contributions: string[], agent = SOFIA, rule = '2') =>
  its.consultations.moderate(agent, id, contributions, { is: 'hide', rule })

describe('moderating a consultation', () => {
  it('withdraws a contribution for a rule: its place stays, its words go, its author is told', async () => {
    const { id, contribution } = await written()
    valueOf(await hide(id, [contribution]))
    const seen = (await its.consultations.contribution(id, contribution))!
    assert.deepEqual([seen.state, seen.rule, seen.title, seen.text, seen.name], ['hidden', '2', '', '', null])
    const { contributions, count } = await its.consultations.read(
      id,
      { theme: '', region: '', sort: 'random' },
      page,
    )
    assert.deepEqual([contributions.map((one) => one.text), count], [[''], 1])
    const own = await its.consultations.participationIn(AMELIE, id)
    assert.equal(own.contributions[0]!.title, 'Un banc')
    assert.deepEqual(own.contributions[0]!.fates, [{ is: 'hidden', rule: '2', on: '2026-11-23' }])
    const [notice] = await inbox(its.fresh.db, AMELIE.person, { limit: 1, offset: 0 })
    assert.deepEqual(
      [notice!.kind, notice!.details],
      ['contribution.hidden', { rule: '2', consultation: id }],
    )
    // Nobody adds to what is withdrawn.
    assert.deepEqual(
      await its.consultations.support(KARIM, id, contribution),
      refused('contribution-withdrawn'),
    )
    const comment = {
      key: newId(),
      text: 'Oui',
      language: 'fr',
      shownAs: 'anonymous',
      pseudonym: '',
    } as const
    assert.deepEqual(
      await its.consultations.comment(KARIM, id, contribution, comment),
      refused('contribution-withdrawn'),
    )
  })

  it('is for those in charge in the organisation, with a rule that is published', async () => {
    const { id, contribution } = await written()
    assert.deepEqual(await hide(id, [contribution], AWA), refused('consulter-needed'))
    assert.deepEqual(await hide(id, [contribution], THOMAS), refused('not-found'))
    assert.deepEqual(await hide(id, [contribution], SOFIA, '99'), refused('rule-unknown'))
    assert.deepEqual(await hide(id, ['x', newId()]), refused('none-chosen'))
    assert.equal(await its.consultations.queue(THOMAS, id, all, page), null)
    assert.equal(await its.consultations.posting(THOMAS, id, contribution), null)
    assert.deepEqual(await its.consultations.reports(THOMAS, id, contribution), [])
  })

  it('does the same to many, leaves what was done already, and is undone', async () => {
    const { id, contribution } = await written()
    const { id: other } = valueOf(await its.consultations.participate(KARIM, id, idea('Publicité')))
    valueOf(await hide(id, [contribution]))
    assert.deepEqual(valueOf(await hide(id, [contribution, other])), { done: [other] })
    assert.deepEqual(
      valueOf(await its.consultations.moderate(SOFIA, id, [contribution, other], { is: 'restore' })).done
        .length,
      2,
    )
    assert.equal(
      (await its.consultations.contribution(id, other))!.text,
      'Publicité, pour les enfants comme pour les aînés.',
    )
    const events = await its.fresh.db.query<{ kind: string; actor: string }>(
      sql`SELECT kind, actor FROM event WHERE stream = ${other} ORDER BY seq`,
    )
    assert.deepEqual(
      events.map(({ kind, actor }) => [kind, actor]),
      [
        ['contribution.received', 'anonymous'],
        ['contribution.hidden', 'agent:sofia-marchetti'],
        ['contribution.restored', 'agent:sofia-marchetti'],
      ],
    )
  })

  it('shows first what people report, once a person, and takes out of the queue what was looked at', async () => {
    const { id, contribution } = await written('Une adresse privée')
    const { id: quiet } = valueOf(await its.consultations.participate(KARIM, id, idea('Un arbre')))
    const report = (person: typeof KARIM) =>
      its.consultations.report(person, id, contribution, { rule: '2', words: 'Chez moi' })
    valueOf(await report(KARIM))
    await Promise.all([report(MEI_LIN), report(MEI_LIN)])
    assert.deepEqual(
      await its.consultations.report(KARIM, id, quiet, { rule: '42', words: '' }),
      refused('rule-unknown'),
    )
    const queue = async (show: 'to-review' | 'reported' | 'all') =>
      (await its.consultations.queue(SOFIA, id, { ...all, show }, page))!.postings.map((one) => [
        one.title,
        one.reports,
      ])
    assert.deepEqual(await queue('to-review'), [
      ['Une adresse privée', 2],
      ['Un arbre', 0],
    ])
    assert.deepEqual((await its.consultations.reports(SOFIA, id, contribution)).length, 2)
    valueOf(await its.consultations.moderate(SOFIA, id, [contribution, quiet], { is: 'keep' }))
    assert.deepEqual([await queue('to-review'), await queue('reported')], [[], []])
    valueOf(await its.consultations.moderate(SOFIA, id, [quiet], { is: 'again' }))
    assert.deepEqual(await queue('to-review'), [['Un arbre', 0]])
    const searched = await its.consultations.queue(SOFIA, id, { ...all, search: 'priv' }, page)
    assert.deepEqual([searched!.count, searched!.postings[0]!.id], [1, contribution])
    const waits = await its.consultations.waiting('ville-des-ormes')
    const waiting = waits.find((one) => one.consultation === id)
    assert.deepEqual(waiting, { consultation: id, toReview: 1, reported: 0, appealed: 0 })
  })

  it('groups under a theme what people wrote, with what it counts for', async () => {
    const { id, contribution } = await written()
    valueOf(await its.consultations.support(KARIM, id, contribution))
    const group = (theme: string) =>
      its.consultations.moderate(SOFIA, id, [contribution], { is: 'group', theme })
    assert.deepEqual(await group('ciel'), refused('theme-unknown'))
    valueOf(await group('rue'))
    valueOf(await group('rue'))
    const { byTheme } = await its.consultations.results((await its.consultations.find(id))!)
    assert.deepEqual(byTheme, [
      { id: 'parc', contributions: 0, supports: 0, answers: 0 },
      { id: 'rue', contributions: 1, supports: 1, answers: 0 },
    ])
    const { count } = await its.consultations.read(
      id,
      { theme: 'rue', region: '04', sort: 'supported' },
      page,
    )
    assert.equal(count, 1)
  })
})

describe('an appeal', () => {
  it('is lodged by the author alone, once, and judged by another person than the moderator', async () => {
    const { id, contribution } = await written()
    const appeal = (person: typeof AMELIE, text = 'Je ne nomme personne.') =>
      its.consultations.appeal(person, id, contribution, text)
    assert.deepEqual(await appeal(AMELIE), refused('not-withdrawn'))
    valueOf(await hide(id, [contribution]))
    assert.deepEqual(await appeal(KARIM), refused('not-found'))
    assert.deepEqual(await appeal(AMELIE, ' '), refused('reason-missing', { most: 2_000 }))
    const twice = await Promise.all([appeal(AMELIE), appeal(AMELIE)])
    assert.deepEqual(twice.filter((one) => one.ok).length, 1)
    const judge = (
      agent: typeof SOFIA,
      verdict: 'restored' | 'upheld',
      reason = 'Rien n’y nomme quelqu’un.',
    ) => its.consultations.judge(agent, id, contribution, { verdict, reason })
    assert.deepEqual(await judge(SOFIA, 'upheld'), refused('judge-is-moderator'))
    assert.deepEqual(await judge(THOMAS, 'upheld'), refused('not-found'))
    assert.deepEqual(await judge(KEVIN, 'upheld', ' '), refused('reason-missing', { most: 2_000 }))
    const judged = valueOf(await judge(KEVIN, 'restored'))
    assert.deepEqual([judged.state, judged.appealed], ['shown', false])
    assert.deepEqual(await judge(KEVIN, 'upheld'), refused('no-appeal'))
    const [notice] = await inbox(its.fresh.db, AMELIE.person, { limit: 1, offset: 0 })
    assert.equal(notice!.kind, 'appeal.judged')
    const events = await its.fresh.db.query<{ kind: string; actor: string }>(
      sql`SELECT kind, actor FROM event WHERE stream = ${contribution} ORDER BY seq`,
    )
    assert.deepEqual(events[2], { kind: 'appeal.lodged', actor: 'anonymous' })
  })

  it('that was judged is over; a new withdrawal may be appealed again', async () => {
    const { id, contribution } = await written()
    const appeal = () => its.consultations.appeal(AMELIE, id, contribution, 'Relisez-moi.')
    valueOf(await hide(id, [contribution]))
    valueOf(await appeal())
    valueOf(
      await its.consultations.judge(KEVIN, id, contribution, {
        verdict: 'upheld',
        reason: 'C’est une adresse.',
      }),
    )
    assert.deepEqual(await appeal(), refused('appeal-taken'))
    valueOf(await its.consultations.moderate(KEVIN, id, [contribution], { is: 'restore' }))
    valueOf(await hide(id, [contribution], KEVIN))
    valueOf(await appeal())
    assert.deepEqual(
      await its.consultations.judge(KEVIN, id, contribution, { verdict: 'upheld', reason: 'Encore.' }),
      refused('judge-is-moderator'),
    )
  })

  it('is lodged within sixty days of the end', async () => {
    const { id, contribution } = await written()
    valueOf(await hide(id, [contribution]))
    its.setDay('2027-02-22')
    assert.deepEqual(
      await its.consultations.appeal(AMELIE, id, contribution, 'Trop tard'),
      refused('appeal-over'),
    )
    its.setDay('2027-02-21')
    valueOf(await its.consultations.appeal(AMELIE, id, contribution, 'À temps'))
    its.setDay('2026-11-23')
  })
})

describe('keying in what came otherwise', () => {
  const sheet = (over: object = {}) => ({
    is: 'answer' as const,
    key: newId(),
    channel: 'paper' as const,
    answers: { usage: ['souvent'] },
    region: '',
    ...over,
  })

  it('counts a sheet once under its channel, however often its form is sent', async () => {
    const { id } = await openPark(its)
    const one = sheet()
    const sent = await Promise.all([1, 2, 3].map(() => its.consultations.keyIn(SOFIA, id, one)))
    assert.equal(new Set(sent.map((done) => valueOf(done).id)).size, 1)
    for (let n = 1; n < 5; n += 1) valueOf(await its.consultations.keyIn(SOFIA, id, sheet()))
    const results = await its.consultations.results((await its.consultations.find(id))!)
    assert.deepEqual(results.byChannel, [{ channel: 'paper', contributions: 0, people: 0, answers: 5 }])
    assert.deepEqual(results.questions[0]!.values[0], { value: 'souvent', count: 5 })
  })

  it('takes what a sheet leaves out, and a workshop for the persons it gathered', async () => {
    const { id } = await openPark(its)
    valueOf(await its.consultations.keyIn(SOFIA, id, sheet({ answers: { mot: ['Merci'] } })))
    assert.deepEqual(
      await its.consultations.texts(SOFIA, id, 'mot', page).then((all) => all.map((one) => one.text)),
      ['Merci'],
    )
    assert.deepEqual(await its.consultations.texts(THOMAS, id, 'mot', page), [])
    const { key: _key, is: _is, shownAs: _s, pseudonym: _p, ...said } = idea('Un atelier veut des bancs')
    const workshop = (people: number) =>
      its.consultations.keyIn(SOFIA, id, {
        ...said,
        is: 'contribution',
        key: newId(),
        channel: 'workshop',
        people,
        name: 'Atelier du 5 décembre',
      })
    assert.deepEqual(await workshop(0), refused('people-malformed'))
    assert.deepEqual(await workshop(Number.NaN), refused('people-malformed'))
    const { id: kept } = valueOf(await workshop(12))
    const shown = (await its.consultations.contribution(id, kept))!
    assert.deepEqual([shown.channel, shown.people, shown.name], ['workshop', 12, 'Atelier du 5 décembre'])
    // Whoever keyed it in has read it.
    assert.equal((await its.consultations.posting(SOFIA, id, kept))!.reviewed, true)
    const { byChannel } = await its.consultations.results((await its.consultations.find(id))!)
    assert.deepEqual(
      byChannel.find(({ channel }) => channel === 'workshop'),
      { channel: 'workshop', contributions: 1, people: 12, answers: 0 },
    )
  })

  it('goes on after the last day, until the organisation has answered', async () => {
    const { id } = await openPark(its, '2026-11-23', '2026-11-25')
    its.setDay('2026-12-10')
    await its.consultations.turn()
    valueOf(await its.consultations.keyIn(SOFIA, id, sheet()))
    const part = { fr: 'Texte', en: 'Text' }
    for (const theme of ['parc', 'rue'])
      valueOf(
        await its.consultations.reply(SOFIA, id, {
          theme,
          heard: part,
          kept: part,
          notKept: part,
          next: part,
        }),
      )
    assert.deepEqual(await its.consultations.keyIn(SOFIA, id, sheet()), refused('consultation-closed'))
    its.setDay('2026-11-23')
  })

  it('is refused from another organisation, without the role, online, or without a key', async () => {
    const { id } = await openPark(its)
    assert.deepEqual(await its.consultations.keyIn(THOMAS, id, sheet()), refused('not-found'))
    assert.deepEqual(await its.consultations.keyIn(AWA, id, sheet()), refused('consulter-needed'))
    assert.deepEqual(
      await its.consultations.keyIn(SOFIA, id, sheet({ channel: 'online' })),
      refused('channel-unknown'),
    )
    assert.deepEqual(await its.consultations.keyIn(SOFIA, id, sheet({ key: '' })), refused('key-malformed'))
    assert.deepEqual(
      await its.consultations.keyIn(SOFIA, id, sheet({ answers: {} })),
      refused('nothing-answered'),
    )
  })
})
