import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import {
  announceIntention,
  askReview,
  complete,
  decide,
  type Dossier,
  observe,
  requestCompletion,
  withdraw,
} from '#dossiers'
import { sql } from '#kernel'
import { ledgerState } from '#ledger'
import type { Person } from '#parties'
import {
  AMELIES_ANSWERS,
  CERTIFICATE_ANSWERS,
  MONDAY,
  openStory,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { type Reminding, startReminding } from './remind.ts'
import { deadlinesOf } from './store.ts'

let story: Story
let reminding: Reminding
let amelie: Person
before(async () => {
  story = await openStory({ services: ['allocation-famille', 'certificat-naissance'] })
  amelie = story.person('amelie-tremblay')
  await story.publish('certificat-naissance', (definition) => ({
    ...definition,
    deadlines: [
      { id: 'proof', from: 'filed', after: 'P60D', workingDays: false, remind: ['P7D'], renew: false },
      { id: 'birthday', from: 'birthDate', after: 'P40Y', workingDays: false, remind: ['P7D'], renew: false },
    ],
  }))
  const { db, catalogue, ledger, now: clock } = story
  const log = { error: (details: object) => assert.fail(JSON.stringify(details)) }
  const tools = { db, clock, catalogue, log, committed: () => ledger.poke(), pollMs: 1e8 }
  reminding = startReminding({ ...tools, caughtUp: () => ledger.caughtUp() })
})
after(async () => {
  await reminding.stop()
  await story.close()
})
beforeEach(() => story.setDay(MONDAY))

/** It is ten in the morning of this day, and everything that was to be done by then is. */
const live = async (day: string) => {
  story.setDay(day)
  await story.caughtUp()
  reminding.poke()
  await reminding.idle()
  await story.caughtUp()
}

const certificate = async (person: Person): Promise<Dossier> => {
  const identityEvidence = [await story.photo('piece')]
  return story.filed(person, 'certificat-naissance', { ...CERTIFICATE_ANSWERS, identityEvidence })
}
const taken = async (person: Person) => {
  const mathieu = story.agent('mathieu-lefebvre')
  const { id } = await certificate(person)
  await story.takenBy(mathieu, id)
  return { id, mathieu }
}

const datesOf = async (person: Person, dossier: string) => {
  await story.caughtUp()
  const rows = await story.db.query<{ deadline: string; state: string; due: string; occurrence: number }>(sql`
    SELECT deadline, state, due_on AS due, occurrence FROM deadline
    WHERE person = ${person.person} AND dossier = ${dossier} ORDER BY due_on, deadline`)
  return rows.map(({ deadline, state, due }) => `${deadline} ${due} ${state}`)
}

const said = (dossier: string) =>
  story.db.query<{ kind: string; before: string | null; measure: string | null; day: string }>(sql`
    SELECT kind, body ->> 'before' AS before, measure, to_char(at AT TIME ZONE 'America/Toronto', 'YYYY-MM-DD') AS day
    FROM event WHERE kind IN ('reminder.due', 'deadline.passed') AND body ->> 'dossier' = ${dossier} ORDER BY at, seq`)

describe('a date of a person', () => {
  it('begins with the decision that gives something, as the service says', async () => {
    const { id } = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    assert.deepEqual(await datesOf(amelie, id), ['yearly-update 2027-11-23 coming'])
  })

  it('is done when the person asks for the service again, and the new request has its own', async () => {
    const first = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    story.setDay('2026-12-14')
    const second = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    assert.deepEqual(await datesOf(amelie, first.id), ['yearly-update 2027-11-23 done'])
    assert.deepEqual(await datesOf(amelie, second.id), ['yearly-update 2027-12-14 coming'])
  })

  it('is the delay to complete, until the answer; what counts from the filing stands still meanwhile', async () => {
    const { id, mathieu } = await taken(amelie)
    // 60 days after 23 November 2026 is Friday 22 January 2027; 40 years after 17 April 1988 is Easter Monday:
    // Tuesday 18 April 2028.
    assert.deepEqual(await datesOf(amelie, id), ['proof 2027-01-22 coming', 'birthday 2028-04-18 coming'])
    story.setDay('2026-11-30')
    valueOf(await story.act(requestCompletion, id, mathieu, { message: 'Illisible.', needs: [] }))
    assert.ok((await datesOf(amelie, id)).includes('completion 2026-12-30 coming'))
    story.setDay('2026-12-10')
    valueOf(await story.act(complete, id, amelie, { values: {}, message: 'La voici.' }))
    // Ten days of waiting: 22 January + 10 is Monday 1 February.
    assert.deepEqual(await datesOf(amelie, id), [
      'completion 2026-12-30 done',
      'proof 2027-02-01 coming',
      'birthday 2028-04-18 coming',
    ])
  })

  it('is the delay to answer an intended refusal, then to ask for a review of it', async () => {
    const karim = story.person('karim-haddad')
    const { id, mathieu } = await taken(karim)
    valueOf(await story.act(announceIntention, id, mathieu, { outcome: 'refuse', reason: 'Sans droit.' }))
    assert.ok((await datesOf(karim, id)).includes('observations 2026-12-08 coming'))
    valueOf(await story.act(observe, id, karim, { text: 'Si.' }))
    valueOf(await story.act(decide, id, mathieu, { outcome: 'refuse', reason: 'Sans droit.' }))
    assert.deepEqual(
      (await datesOf(karim, id)).filter((date) => !date.startsWith('birthday')),
      ['observations 2026-12-08 done', 'review 2026-12-23 coming', 'proof 2027-01-22 withdrawn'],
    )
    valueOf(await story.act(askReview, id, karim, { reason: 'Relisez.' }))
    assert.ok((await datesOf(karim, id)).includes('review 2026-12-23 done'))
  })

  it('goes with a request that is withdrawn, and nobody without an account has any', async () => {
    const mei = story.person('mei-lin-roy')
    const { id } = await certificate(mei)
    valueOf(await story.act(withdraw, id, mei, {}))
    assert.ok((await datesOf(mei, id)).every((date) => date.endsWith('withdrawn')))
    assert.deepEqual(await deadlinesOf(story.db, mei.person, { from: MONDAY, limit: 10 }), [])
  })

  it('is the same when it is rebuilt from the first event', async () => {
    await story.caughtUp()
    const all = () => story.db.query(sql`SELECT * FROM deadline ORDER BY person, id`)
    const was = await all()
    assert.ok(was.length >= 10)
    await story.ledger.rebuild('deadlines')
    assert.deepEqual(await all(), was)
  })
})

describe('as time goes on', () => {
  let dossier: Dossier
  before(async () => {
    story.setDay(MONDAY)
    dossier = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
  })

  it('the person is reminded on the mornings that the service says, once each', async () => {
    await live('2027-10-23')
    assert.deepEqual(await said(dossier.id), [])
    for (const day of ['2027-10-24', '2027-10-25', '2027-11-16', '2027-11-16']) await live(day)
    assert.deepEqual(
      (await said(dossier.id)).map(({ kind, before, day }) => [kind, before, day]),
      [
        ['reminder.due', 'P30D', '2027-10-24'],
        ['reminder.due', 'P7D', '2027-11-16'],
      ],
    )
  })

  it('a day that has passed is counted once, and the date comes back when the service says so', async () => {
    await live('2027-11-24')
    await live('2027-11-25')
    const passed = (await said(dossier.id)).filter(({ kind }) => kind === 'deadline.passed')
    assert.deepEqual(
      passed.map(({ measure }) => JSON.parse(measure!)),
      [
        {
          deadline: 'yearly-update',
          organisation: 'regie-des-familles',
          reminded: false,
          service: 'allocation-famille',
          standing: 'due',
        },
      ],
    )
    assert.deepEqual(await datesOf(amelie, dossier.id), [
      'yearly-update 2027-11-23 passed',
      'yearly-update 2028-11-23 coming',
    ])
  })

  it('nothing is said again when everything is rebuilt', async () => {
    const was = await said(dossier.id)
    await story.ledger.rebuild('deadlines')
    await live('2027-11-26')
    assert.deepEqual(await said(dossier.id), was)
    assert.equal((await ledgerState(story.db)).deadLetters, 0)
  })

  it('processes that look at the same moment say each reminder once', async () => {
    const mei = story.person('mei-lin-roy')
    story.setDay(MONDAY)
    const many: { id: string }[] = []
    for (let times = 0; times < 3; times++) {
      const { id, mathieu } = await taken(mei)
      valueOf(await story.act(requestCompletion, id, mathieu, { message: 'Illisible.', needs: [] }))
      many.push({ id })
    }
    await story.caughtUp()
    const { db, catalogue, ledger, now: clock } = story
    const tools = { db, clock, catalogue, log: { error: () => {} }, committed: () => {}, pollMs: 1e8 }
    const others = [1, 2, 3].map(() => startReminding({ ...tools, caughtUp: () => ledger.caughtUp() }))
    // 30 days after 23 November 2026 is 23 December: seven days before, the 16th.
    story.setDay('2026-12-16')
    for (const one of [reminding, ...others]) one.poke()
    await Promise.all([reminding, ...others].map((one) => one.idle()))
    // Whoever came while another held the batch looks again.
    for (const one of others) one.poke()
    await Promise.all(others.map((one) => one.idle()))
    await Promise.all(others.map((one) => one.stop()))
    const times = await Promise.all(many.map(({ id }) => said(id)))
    assert.deepEqual(
      times.map((events) => events.filter(({ kind }) => kind === 'reminder.due').length),
      [1, 1, 1],
    )
  })

  it('a person who lets the delay to complete pass is waited for no more', async () => {
    const karim = story.person('karim-haddad')
    const { id, mathieu } = await taken(karim)
    valueOf(await story.act(requestCompletion, id, mathieu, { message: 'Illisible.', needs: [] }))
    await live('2026-12-24')
    // 30 days after 23 November 2026 is Wednesday 23 December; 22 January + 30 days is a Sunday: Monday 22 February.
    assert.deepEqual(
      (await datesOf(karim, id)).filter((date) => !date.startsWith('birthday')),
      ['completion 2026-12-23 passed', 'proof 2027-02-22 coming'],
    )
    const measures = (await said(id)).flatMap(({ measure }) => (measure ? [JSON.parse(measure)] : []))
    assert.deepEqual(
      measures.map(({ deadline, standing }) => [deadline, standing]),
      [['completion', 'due']],
    )
  })
})
