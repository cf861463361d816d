import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { storeEvidence } from '#documents'
import { newId, refused, sql } from '#kernel'
import {
  AMELIE,
  type Consulting,
  idea,
  KARIM,
  MEI_LIN,
  openConsulting,
  openPark,
  personOf,
  SOFIA,
  valueOf,
} from '../../../../tests/support/consulting.ts'
import { createConsultations } from '../consultations.ts'

/** What a voice may do, and what nobody may learn of it: long, because it is one promise. */

let its: Consulting
before(async () => void (its = await openConsulting()))
after(() => its.close())

const answer = (usage: string, over: object = {}) => ({
  is: 'answer' as const,
  answers: { usage: [usage] },
  region: '04',
  ...over,
})

/** Everything that is kept of consultations and of the ledger, as text. */
const everythingKept = async (): Promise<string> => {
  const tables = [
    'consultation',
    'contribution',
    'consultation_answer',
    'consultation_support',
    'consultation_voice',
    'consultation_report',
    'consultation_tally',
    'consultation_draft',
    'event',
  ]
  const rows = await Promise.all(
    tables.map((table) => its.fresh.db.pool.query(`SELECT ${table}::text AS row FROM ${table}`)),
  )
  return rows.flatMap(({ rows }) => rows.map(({ row }) => String(row))).join('\n')
}

describe('taking part in a consultation', () => {
  it('is one answer a person, changed until the end, and counted once', async () => {
    const { id, questionnaire } = await openPark(its)
    const consultation = (await its.consultations.find(id))!
    const first = valueOf(await its.consultations.participate(AMELIE, id, answer('souvent')))
    assert.equal(first.changed, false)
    const again = valueOf(
      await its.consultations.participate(
        AMELIE,
        id,
        answer('jamais', { answers: { usage: ['jamais'], envies: ['arbres', 'bancs', 'arbres'] } }),
      ),
    )
    assert.deepEqual(again, { id: first.id, changed: true })
    const participation = await its.consultations.participationIn(AMELIE, id)
    assert.deepEqual(participation.answer!.answers, { usage: ['jamais'], envies: ['bancs', 'arbres'] })
    for (let n = 0; n < 9; n += 1)
      valueOf(await its.consultations.participate(personOf(`p${n}`, 'P'), id, answer('souvent')))
    const results = await its.consultations.results(consultation)
    // Ten answered: nine « souvent » read five, and one « jamais » reads nothing.
    assert.equal(results.answers, 10)
    assert.deepEqual(results.questions[0]!.values, [
      { value: 'souvent', count: 5 },
      { value: 'jamais', count: 0 },
    ])
    assert.deepEqual(
      results.questions[0]!.byRegion.map(({ region, answered }) => [region, answered]),
      [['04', 10]],
    )
    assert.equal(questionnaire.length, results.questions.length)
  })

  it('is refused with what is wrong in the answers, by question', async () => {
    const { id } = await openPark(its)
    const send = (answers: Record<string, string[]>, region = '04') =>
      its.consultations.participate(AMELIE, id, { is: 'answer', answers, region })
    assert.deepEqual(await send({}), refused('answers-faulty', { faults: { usage: 'answer-missing' } }))
    assert.deepEqual(
      await send({ usage: ['souvent', 'jamais'], envies: ['or'], mot: ['x'.repeat(4_001)] }),
      refused('answers-faulty', {
        faults: { usage: 'one-answer-only', envies: 'answer-unknown', mot: 'answer-too-long' },
      }),
    )
    assert.deepEqual(
      await send({ usage: ['souvent'] }, '99'),
      refused('answers-faulty', { faults: { region: 'answer-unknown' } }),
    )
  })

  it('is possible from the first day to the last, and on no other', async () => {
    const { id } = await openPark(its, '2026-11-25', '2026-11-27')
    const send = () => its.consultations.participate(KARIM, id, answer('souvent'))
    assert.deepEqual(await send(), refused('consultation-not-open'))
    its.setDay('2026-11-25')
    await its.consultations.turn()
    valueOf(await send())
    its.setDay('2026-11-27')
    valueOf(await send())
    its.setDay('2026-11-28')
    assert.deepEqual(await send(), refused('consultation-closed'))
    assert.deepEqual(
      await its.consultations.participate(KARIM, 'nulle-part', answer('souvent')),
      refused('not-found'),
    )
    its.setDay('2026-11-23')
  })

  it('keeps a contribution as it was written, cleaned, once for a form sent twice', async () => {
    const { id } = await openPark(its)
    const written = idea('Des <b>bancs</b>\u0000 🪑', { shownAs: 'pseudonym', pseudonym: 'Promeneuse' })
    const [one, two] = await Promise.all([
      its.consultations.participate(AMELIE, id, written),
      its.consultations.participate(AMELIE, id, written),
    ])
    assert.equal(valueOf(one).id, valueOf(two).id)
    const { contributions, count } = await its.consultations.read(
      id,
      { theme: '', region: '', sort: 'recent' },
      { limit: 20, offset: 0 },
    )
    assert.equal(count, 1)
    const [kept] = contributions
    assert.deepEqual(
      [kept!.title, kept!.name, kept!.day, kept!.channel],
      ['Des <b>bancs</b> 🪑', 'Promeneuse', '2026-11-23', 'online'],
    )
    const faulty = await its.consultations.participate(
      AMELIE,
      id,
      idea(' ', { theme: 'ciel', text: 'x'.repeat(5_001), shownAs: 'pseudonym', pseudonym: ' ' }),
    )
    assert.deepEqual(
      faulty,
      refused('contribution-faulty', {
        faults: { theme: 'unknown', title: 'missing', text: 'too-long', pseudonym: 'missing' },
      }),
    )
    assert.deepEqual(
      await its.consultations.participate(AMELIE, id, idea('Sans clé', { key: 'x' })),
      refused('key-malformed'),
    )
  })

  it('attaches only files that are stored', async () => {
    const { id } = await openPark(its)
    const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')
    const stored = valueOf(await storeEvidence(its.fresh.db, png, its.clock()))
    const file = { ...stored, name: 'plan.png' }
    const lost = { ...file, digest: 'ab'.repeat(32) }
    const send = (attachments: object[]) =>
      its.consultations.participate(MEI_LIN, id, idea('Un plan', { attachments }))
    assert.deepEqual(await send([file, lost]), refused('attachment-not-stored'))
    const done = valueOf(await send([file]))
    assert.deepEqual(await its.consultations.attachment(id, done.id, file.digest), file)
    assert.equal(await its.consultations.attachment(id, done.id, lost.digest), null)
  })

  it('resumes what was begun on another device, and nobody else’s', async () => {
    const { id } = await openPark(its)
    valueOf(await its.consultations.saveDraft(AMELIE, id, 'contribution', { title: ['Un banc\u0000'] }))
    assert.deepEqual((await its.consultations.draft(AMELIE, id, 'contribution'))!.body, {
      title: ['Un banc'],
    })
    assert.equal(await its.consultations.draft(KARIM, id, 'contribution'), null)
    assert.deepEqual(
      (await its.consultations.participations(AMELIE)).filter(({ consultation }) => consultation === id),
      [{ consultation: id, answered: false, drafts: ['contribution'], contributions: 0 }],
    )
    assert.equal(
      (await its.consultations.saveDraft(AMELIE, id, 'contribution', { text: ['x'.repeat(1_000_000)] })).ok,
      false,
    )
    assert.deepEqual(
      await its.consultations.saveDraft(AMELIE, 'nulle-part', 'answer', {}),
      refused('not-found'),
    )
    valueOf(await its.consultations.participate(AMELIE, id, idea('Un banc')))
    assert.equal(await its.consultations.draft(AMELIE, id, 'contribution'), null)
  })

  it('comments under a contribution in the order in which people spoke', async () => {
    const { id } = await openPark(its)
    const { id: contribution } = valueOf(await its.consultations.participate(KARIM, id, idea('Une fontaine')))
    const say = (person: typeof AMELIE, text: string, key = newId()) =>
      its.consultations.comment(person, id, contribution, {
        key,
        text,
        language: 'fr',
        shownAs: 'name',
        pseudonym: '',
      })
    const key = newId()
    await Promise.all([say(AMELIE, 'Bonne idée', key), say(AMELIE, 'Bonne idée', key)])
    valueOf(await say(MEI_LIN, 'Et l’hiver ?'))
    const comments = await its.consultations.comments(id, contribution, { limit: 20, offset: 0 })
    assert.deepEqual(
      comments.map(({ text, name, parent }) => [text, name, parent]),
      [
        ['Bonne idée', 'Amélie Tremblay', contribution],
        ['Et l’hiver ?', 'Mei-Lin Roy', contribution],
      ],
    )
    assert.equal((await its.consultations.contribution(id, contribution))!.comments, 2)
    assert.deepEqual(
      await its.consultations.comment(AMELIE, id, newId(), {
        key,
        text: 'Rien',
        language: 'fr',
        shownAs: 'name',
        pseudonym: '',
      }),
      refused('not-found'),
    )
  })
})

describe('one person, one voice', () => {
  it('keeps the person in no table and in no event', async () => {
    const { id } = await openPark(its)
    const { id: contribution } = valueOf(await its.consultations.participate(AMELIE, id, idea('Des arbres')))
    valueOf(await its.consultations.participate(AMELIE, id, answer('souvent')))
    valueOf(await its.consultations.support(AMELIE, id, contribution))
    valueOf(await its.consultations.report(KARIM, id, contribution, { rule: '5', words: 'Hors sujet' }))
    const kept = await everythingKept()
    for (const trace of ['amelie-tremblay', 'karim-haddad', 'person:a', 'person:k'])
      assert.equal(
        kept.split('\n').find((row) => row.includes(trace)),
        undefined,
        trace,
      )
    const hex = Buffer.from('amelie-tremblay').toString('hex')
    assert.ok(!kept.includes(hex))
  })

  it('gives the same person another voice in each consultation', async () => {
    const [one, two] = [await openPark(its), await openPark(its)]
    for (const { id } of [one, two])
      valueOf(await its.consultations.participate(AMELIE, id, answer('souvent')))
    const rows = await its.fresh.db.query<{ voice: Buffer }>(sql`
      SELECT voice FROM consultation_answer WHERE consultation IN (${one.id}, ${two.id})`)
    assert.equal(new Set(rows.map(({ voice }) => voice.toString('hex'))).size, 2)
  })

  it('supports once, however often and from wherever one presses', async () => {
    const { id } = await openPark(its)
    const { id: contribution } = valueOf(await its.consultations.participate(KARIM, id, idea('Un jardin')))
    const press = () => its.consultations.support(AMELIE, id, contribution)
    const pressed = await Promise.all(Array.from({ length: 12 }, press))
    assert.ok(pressed.every((one) => one.ok))
    assert.deepEqual(valueOf(await press()), { supports: 1 })
    assert.deepEqual([...(await its.consultations.supportedBy(AMELIE, id, [contribution]))], [contribution])
    assert.deepEqual([...(await its.consultations.supportedBy(KARIM, id, [contribution]))], [])
    await Promise.all(Array.from({ length: 6 }, () => its.consultations.unsupport(AMELIE, id, contribution)))
    assert.equal((await its.consultations.contribution(id, contribution))!.supports, 0)
    assert.deepEqual(await its.consultations.support(AMELIE, id, newId()), refused('not-found'))
    assert.deepEqual(await its.consultations.support(AMELIE, id, 'x'), refused('not-found'))
  })

  it('counts exactly what two processes write at once: rows, counts and events are the same number', async () => {
    const { id } = await openPark(its)
    const written = await Promise.all(
      ['Un', 'Deux', 'Trois'].map((title) => its.consultations.participate(KARIM, id, idea(title))),
    )
    const contributions = written.map((one) => valueOf(one).id)
    const child = join(import.meta.dirname, '../../../../tests/support/supporting.ts')
    const presses = [0, 1].map(async () => {
      const process = fork(child, [its.fresh.url, its.secret.toString('hex'), id, ...contributions])
      const [code] = (await once(process, 'exit')) as [number]
      assert.equal(code, 0)
    })
    await Promise.all(presses)
    const [row] = await its.fresh.db.query<{
      rows: number
      columns: number
      tally: number
      events: number
    }>(sql`
      SELECT (SELECT count(*) FROM consultation_support WHERE consultation = ${id}) AS rows,
        (SELECT sum(supports) FROM contribution WHERE consultation = ${id})::int8 AS columns,
        (SELECT sum(count) FROM consultation_tally WHERE consultation = ${id} AND counted = 'support')::int8 AS tally,
        (SELECT count(*) FILTER (WHERE kind = 'support.given') - count(*) FILTER (WHERE kind = 'support.withdrawn')
           FROM event WHERE body ->> 'consultation' = ${id}) AS events`)
    // Twenty people, three contributions, the last of which each leaves again.
    assert.deepEqual(row, { rows: 40, columns: 40, tally: 40, events: 40 })
  })

  it('writes so much in a day and no more', async () => {
    const { id } = await openPark(its)
    const { id: contribution } = valueOf(await its.consultations.participate(KARIM, id, idea('Une haie')))
    await its.fresh.db.query(sql`UPDATE consultation_voice SET acts = 1990 WHERE consultation = ${id}`)
    assert.deepEqual(
      await its.consultations.participate(KARIM, id, idea('Encore')),
      refused('too-many-today', { most: 100 }),
    )
    valueOf(await its.consultations.support(KARIM, id, contribution))
    its.setDay('2026-11-24')
    valueOf(await its.consultations.participate(KARIM, id, idea('Encore')))
    its.setDay('2026-11-23')
  })

  it('leads to nobody any more ninety days after the end', async () => {
    const { id } = await openPark(its, '2026-11-23', '2026-12-01')
    const { id: contribution } = valueOf(await its.consultations.participate(AMELIE, id, idea('Un kiosque')))
    its.setDay('2027-03-01')
    await its.consultations.turn()
    assert.equal((await its.consultations.participationIn(AMELIE, id)).contributions.length, 1)
    its.setDay('2027-03-02')
    await its.consultations.turn()
    assert.deepEqual(await its.consultations.participationIn(AMELIE, id), { answer: null, contributions: [] })
    const [row] = await its.fresh.db.query(
      sql`SELECT voice, author FROM contribution WHERE id = ${contribution}`,
    )
    assert.deepEqual(row, { voice: null, author: null })
    assert.equal((await its.consultations.contribution(id, contribution))!.title, 'Un kiosque')
    its.setDay('2026-11-23')
  })

  it('has the same voice in every process that has the same secret, and in no other', async () => {
    const { id } = await openPark(its)
    valueOf(await its.consultations.participate(AMELIE, id, answer('souvent')))
    const { db } = its.fresh
    const other = createConsultations({ db, clock: its.clock, secret: its.secret, committed: () => {} })
    assert.ok((await other.participationIn(AMELIE, id)).answer)
    const stranger = createConsultations({
      db,
      clock: its.clock,
      secret: Buffer.alloc(32),
      committed: () => {},
    })
    assert.equal((await stranger.participationIn(AMELIE, id)).answer, null)
    other.stop()
    stranger.stop()
    assert.equal(SOFIA.kind, 'agent')
  })
})
